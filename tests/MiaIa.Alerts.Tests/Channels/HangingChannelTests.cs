namespace MiaIa.Alerts.Tests.Channels;

/// <summary>A server that takes a message and says nothing holds up no critical one.</summary>
public sealed class HangingChannelTests : QueueScene
{
    [Test]
    public async Task Fault_52_what_is_critical_goes_beside_a_try_that_hangs_and_nothing_else_does()
    {
        Told.HangsAt = text => text is "a" or "c1";
        Queue.Add(Notices.Of("a", subject: "a"));
        await UntilAsync(() => Told.Tries.Count == 1);
        var begun = Time.GetUtcNow();
        Queue.Add(Notices.Of("b", subject: "b"));
        foreach (var text in "c1 c2".Split(' '))
            Queue.Add(Notices.Of(text, severity: AlertSeverity.Critical, subject: text));
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == 2);
        Assert.That((Time.GetUtcNow() - begun).TotalSeconds, Is.LessThanOrEqualTo(4), "three for the one that hangs and one between two");
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == 3 && Queue.State.Sent == 1);
        Assert.That((Time.GetUtcNow() - begun).TotalSeconds, Is.LessThanOrEqualTo(8), "nor does one that is critical wait for another");
        Assert.That(string.Join(' ', Told.Tries), Is.EqualTo("a c1 c2"));
        Assert.That(Queue.State.Waiting, Is.EqualTo(3), "what hangs is not lost: a, c1, and b behind them");
        Told.HangsAt = null;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Sent == 4);
        Assert.That(Told.Tries.Count(text => text == "b"), Is.EqualTo(1));
        Assert.That(Told.Tries, Has.Count.EqualTo(6), "a and c1 once more");
    }

    [Test]
    public async Task Fault_52_what_hung_while_a_newer_state_of_its_alert_was_taken_is_not_sent_again()
    {
        Told.HangsAt = text => text == "a";
        Queue.Add(Notices.Of("a", subject: "ES"));
        await UntilAsync(() => Told.Tries.Count == 1);
        Queue.Add(Notices.Of("a is worse", severity: AlertSeverity.Critical, subject: "ES") with { Cause = NoticeCause.Escalated });
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Sent == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Waiting == 0);
        Assert.That(string.Join('|', Told.Tries), Is.EqualTo("a|a is worse"));
    }
}
