using MiaIa.Alerts.Channels;

namespace MiaIa.Alerts.Tests.Channels;

public sealed class ChannelQueueTests : QueueScene
{
    [Test]
    public async Task Messages_go_in_order_and_one_a_second()
    {
        for (var i = 0; i < 3; i++)
            Queue.Add(Notices.Of($"{i}"));
        await UntilAsync(() => Told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => Told.Tries.Count == 2);
        await AdvanceAsync(ChannelQueue.Gap, () => Told.Tries.Count == 3);
        Assert.That(Told.Tries, Is.EqualTo("0 1 2".Split(' ')));
        await UntilAsync(() => Queue.State.Sent == 3);
    }

    [Test]
    public async Task A_failure_is_tried_again_further_and_further_apart_and_then_given_up()
    {
        Told.Fail = () => new ChannelException("busy", isFinal: false);
        Queue.Add(Notices.Of("x"));
        var waits = new List<double>();
        await UntilAsync(() => Told.Tries.Count == 1);
        for (var tries = 2; tries <= ChannelQueue.TriesMax; tries++)
        {
            var begun = Time.GetUtcNow();
            var wanted = tries;
            await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == wanted);
            waits.Add((Time.GetUtcNow() - begun).TotalSeconds);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 2, 4, 8, 16, 32 }));
        await UntilAsync(() => Queue.State.Failed == 1);
        Assert.That(Queue.State.Failure, Is.EqualTo("busy"));
        Told.Fail = null;
        Queue.Add(Notices.Of("y"));
        await AdvanceAsync(ChannelQueue.Gap, () => Queue.State.Sent == 1);
        Assert.That(Queue.State.Failure, Is.Empty, "it works again");
    }

    [Test]
    public async Task What_is_tried_again_waits_and_says_why_before_it_is_given_up()
    {
        Told.Fail = () => new ChannelException("busy", isFinal: false);
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Queue.State.LastFailure.Length > 0);
        var state = Queue.State;
        Assert.That((state.Waiting, state.Sent, state.Failed), Is.EqualTo((1, 0L, 0L)));
        Assert.That((state.LastFailure, state.Failure), Is.EqualTo(("busy", "")), "nobody is alarmed of a try");
        Told.Fail = null;
        await AdvanceAsync(TimeSpan.FromSeconds(2), () => Queue.State.Sent == 1);
        Assert.That((Queue.State.Waiting, Queue.State.LastFailure), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task What_is_final_is_given_up_at_once()
    {
        Told.Fail = () => new ChannelException("no such address", isFinal: true);
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Queue.State.Failed == 1);
        Assert.That(Told.Tries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Whoever_asks_for_a_pause_gets_it()
    {
        Told.Fail = () => new ChannelException("too many", isFinal: false, TimeSpan.FromSeconds(40));
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Told.Tries.Count == 1);
        var begun = Time.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == 2);
        Assert.That((Time.GetUtcNow() - begun).TotalSeconds, Is.EqualTo(40));
    }

    [Test]
    public async Task A_channel_that_hangs_is_left_after_twenty_seconds()
    {
        Told.Hangs = true;
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Told.Tries.Count == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == 2);
        Assert.That(Queue.State.Sent, Is.Zero);
    }

    [Test]
    public async Task Of_too_many_the_oldest_make_room_and_nobody_waits()
    {
        Told.Hangs = true;
        for (var i = 0; i < 1 + ChannelQueue.WaitingMax + 10; i++)
        {
            Queue.Add(Notices.Of($"{i}"));
            if (i == 0)
                await UntilAsync(() => Told.Tries.Count == 1);
        }

        Assert.That((Queue.State.Waiting, Queue.State.Dropped), Is.EqualTo((1 + ChannelQueue.WaitingMax, 10)));
        Told.Hangs = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Sent >= 2);
        Assert.That(Told.Tries[1], Is.EqualTo("11"), "1 to 10 were dropped");
    }

    [Test]
    public async Task What_is_tried_again_holds_up_nobody()
    {
        Told.Refuse = text => text == "a";
        foreach (var text in "a b c".Split(' '))
            Queue.Add(Notices.Of(text, subject: text));
        var begun = Time.GetUtcNow();
        await UntilAsync(() => Told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => Told.Tries.Contains("c"));
        Assert.That((Time.GetUtcNow() - begun).TotalSeconds, Is.LessThanOrEqualTo(3), "b and c, and one more try of a");
        await AdvanceAsync(ChannelQueue.Gap, () => Queue.State.Failed == 1);
        Assert.That(Told.Tries.Count(text => text == "a"), Is.EqualTo(ChannelQueue.TriesMax));
        Assert.That((Queue.State.Sent, Queue.State.Waiting), Is.EqualTo((2L, 0)));
    }

    [Test]
    public async Task What_is_critical_overtakes()
    {
        Told.Hangs = true;
        Queue.Add(Notices.Of("first"));
        await UntilAsync(() => Told.Tries.Count == 1);
        Queue.Add(Notices.Of("warning"));
        Queue.Add(Notices.Of("critical", severity: AlertSeverity.Critical));
        for (var i = 0; i < ChannelQueue.WaitingMax; i++)
            Queue.Add(Notices.Of($"{i}"));
        Told.Hangs = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count >= 2);
        Assert.That(Told.Tries[1], Is.EqualTo("critical"), "and it has not made room for lesser ones");
    }

    [Test]
    public async Task An_outage_uses_up_the_tries_of_one_message_at_a_time()
    {
        Told.Fail = () => new ChannelException("down", isFinal: false);
        foreach (var text in "a b c".Split(' '))
            Queue.Add(Notices.Of(text, subject: text));
        await UntilAsync(() => Told.Tries.Count == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Failed == 1);
        Assert.That(string.Join(' ', Told.Tries), Is.EqualTo("a b c a a a a a"));
        Told.Fail = null;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Queue.State.Sent == 2);
        Assert.That(string.Join(' ', Told.Tries.Skip(8)), Is.EqualTo("b c"));
    }

    [Test]
    public async Task An_older_state_of_an_alert_is_never_the_last_word_of_it()
    {
        Told.Refuse = text => text == "a";
        Queue.Add(Notices.Of("a", subject: "ES"));
        Queue.Add(Notices.Of("x", subject: "NQ"));
        Queue.Add(Notices.Of("a is over", subject: "ES") with { Cause = NoticeCause.Resolved });
        await UntilAsync(() => Told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => Queue.State.Sent == 2);
        Assert.That(Queue.State.Waiting, Is.Zero);
        Assert.That(Told.Tries[^1], Is.EqualTo("a is over"));
    }

    [Test]
    public async Task Who_wants_to_be_left_alone_is_left_alone_by_all()
    {
        Told.Fail = () => new ChannelException("too many", isFinal: false, TimeSpan.FromSeconds(40));
        Queue.Add(Notices.Of("a", subject: "a"));
        await UntilAsync(() => Told.Tries.Count == 1);
        var begun = Time.GetUtcNow();
        Queue.Add(Notices.Of("b", severity: AlertSeverity.Critical, subject: "b"));
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => Told.Tries.Count == 2);
        Assert.That((Time.GetUtcNow() - begun).TotalSeconds, Is.EqualTo(40));
        Assert.That(Told.Tries[1], Is.EqualTo("b"));
    }

    [Test]
    public async Task What_is_less_serious_than_the_channel_wants_is_not_sent_nor_that_it_fails_itself()
    {
        Queue.Add(Notices.Of("x", severity: AlertSeverity.Information));
        Queue.Add(Notices.Of("y", AlertCode.ChannelFailing, subject: "told"));
        Queue.Add(Notices.Of("z", AlertCode.ChannelFailing, subject: "mail"));
        await UntilAsync(() => Queue.State.Sent == 1);
        Assert.That(Told.Tries.Single(), Is.EqualTo("z"));
    }

    [Test]
    public async Task A_fault_that_nobody_expected_is_told_and_the_queue_goes_on()
    {
        Told.Fail = () => new ArithmeticException("within a library");
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Queue.State.Failed == 1);
        Assert.That(Queue.State.Failure, Does.Contain(nameof(ArithmeticException)));
        Told.Fail = null;
        Queue.Add(Notices.Of("y"));
        await AdvanceAsync(ChannelQueue.Gap, () => Queue.State.Sent == 1);
    }

    [Test]
    public async Task A_stop_does_not_wait_for_what_hangs()
    {
        Told.Hangs = true;
        Queue.Add(Notices.Of("x"));
        await UntilAsync(() => Told.Tries.Count == 1);
        await Queue.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
