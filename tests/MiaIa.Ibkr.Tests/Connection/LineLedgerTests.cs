using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class LineLedgerTests
{
    [Test]
    public void Gives_no_more_lines_than_there_are_and_none_twice()
    {
        var ledger = new LineLedger(2, TimeProvider.System);
        Assert.That((ledger.TryTake(1), ledger.TryTake(1), ledger.TryTake(2), ledger.TryTake(3)), Is.EqualTo((true, false, true, false)));
        ledger.Release(1);
        ledger.Release(99);
        Assert.That((ledger.TryTake(3), ledger.InUse), Is.EqualTo((true, 2)));
    }

    [Test]
    public void Learns_the_limit_from_a_refusal_of_the_Gateway()
    {
        var ledger = new LineLedger(100, TimeProvider.System);
        for (var id = 0; id < 81; id++)
            ledger.TryTake(id);
        ledger.Overflow(80);
        Assert.That((ledger.InUse, ledger.Limit, ledger.TryTake(81)), Is.EqualTo((80, 80, false)));
        ledger.Overflow(4711);
        Assert.That(ledger.Limit, Is.EqualTo(80), "a request without a line teaches nothing");
    }

    [Test]
    public void Is_empty_after_the_Gateway_lost_the_subscriptions()
    {
        var ledger = new LineLedger(2, TimeProvider.System);
        ledger.TryTake(1);
        ledger.Clear();
        Assert.That((ledger.InUse, ledger.TryTake(1)), Is.EqualTo((0, true)));
    }

    [Test]
    public void The_limit_that_101_taught_grows_back_in_steps_and_more_seldom_each_time_it_is_refused()
    {
        var clock = new Client.VirtualClock();
        var ledger = new LineLedger(100, clock);
        for (var i = 1; i <= 81; i++)
            ledger.TryTake(i);
        ledger.Overflow(81);
        Assert.That(ledger.Limit, Is.EqualTo(80));
        clock.Move(599);
        Assert.That(ledger.Limit, Is.EqualTo(80));
        clock.Move(2);
        Assert.That(ledger.Limit, Is.EqualTo(81), "one line more says whether there are more");
        Assert.That(ledger.TryTake(82));
        ledger.Overflow(82);
        clock.Move(1_190);
        Assert.That(ledger.Limit, Is.EqualTo(80), "twenty minutes after the second refusal");
        clock.Move(11);
        Assert.That(ledger.Limit, Is.EqualTo(81));
        clock.Move(1_201);
        Assert.That(ledger.Limit, Is.EqualTo(83));
        clock.Move(4 * 1_200);
        Assert.That(ledger.Limit, Is.EqualTo(100), "and no further than what is set");
        Assert.That(ledger.Overflow(82), Is.False, "it holds no line");
    }
}
