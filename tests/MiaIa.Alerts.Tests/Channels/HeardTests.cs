using MiaIa.Alerts.Book;
using MiaIa.Alerts.Channels;

namespace MiaIa.Alerts.Tests.Channels;

/// <summary>That something is over is told to who heard of it.</summary>
public sealed class HeardTests : QueueScene
{
    [Test]
    public async Task Who_never_heard_of_it_need_not_hear_that_it_is_over()
    {
        Queue.Add(Notices.Of("a is over", cause: NoticeCause.Resolved));
        Queue.Add(Notices.Of("b", AlertCode.StaleFeed));
        await UntilAsync(() => Queue.State.Sent == 1);
        Assert.That((Queue.State.Waiting, Told.Tries.Single()), Is.EqualTo((0, "b")));
    }

    [Test]
    public async Task Who_has_heard_of_it_hears_it_once_and_so_does_who_heard_before_a_restart()
    {
        Queue.Restore(7);
        Assert.That(Queue.HasHeard(7), Is.True);
        var over = Notices.Of("over", cause: NoticeCause.Resolved);
        over = over with { Alert = over.Alert with { Id = 7 } };
        Queue.Add(over);
        await UntilAsync(() => Queue.State.Sent == 1);
        Queue.Add(over);
        Assert.That((Queue.HasHeard(7), Queue.State.Waiting, Queue.HeardNews), Is.EqualTo((false, 0, 1L)));
        Queue.Add(Notices.Of("begun"));
        await AdvanceAsync(ChannelQueue.Gap, () => Queue.State.Sent == 2);
        Assert.That((Queue.HasHeard(1), Queue.HeardNews), Is.EqualTo((true, 2L)));
    }

    [Test]
    public async Task What_waits_for_a_channel_that_is_down_takes_its_end_along()
    {
        Told.Hangs = true;
        Queue.Add(Notices.Of("a"));
        await UntilAsync(() => Told.Tries.Count == 1);
        Queue.Add(Notices.Of("a is over", cause: NoticeCause.Resolved));
        Assert.That(Queue.State.Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task Who_was_told_of_many_in_one_summary_has_heard_of_each()
    {
        var guard = new SurgeGuard();
        var at = new DateTimeOffset(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
        var many = Enumerable.Range(1, 9).Select(id => Notices.Of($"{id}") with { }).ToArray();
        for (var id = 1; id <= 9; id++)
            many[id - 1] = many[id - 1] with { Alert = many[id - 1].Alert with { Id = (ulong)id } };
        _ = guard.Pass(at, many);
        var summary = guard.Pass(at + SurgeGuard.Window, []).Single();
        Assert.That(summary.Others, Is.EqualTo(new ulong[] { 7, 8, 9 }));
        Queue.Add(summary);
        await UntilAsync(() => Queue.State.Sent == 1);
        Assert.That(Enumerable.Range(1, 9).Where(id => Queue.HasHeard((ulong)id)), Is.EqualTo([7, 8, 9]));
    }
}
