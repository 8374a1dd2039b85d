using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class LineLedgerTests
{
    [Test]
    public void Gives_no_more_lines_than_there_are_and_none_twice()
    {
        var ledger = new LineLedger(2);
        Assert.That((ledger.TryTake(1), ledger.TryTake(1), ledger.TryTake(2), ledger.TryTake(3)), Is.EqualTo((true, false, true, false)));
        ledger.Release(1);
        ledger.Release(99);
        Assert.That((ledger.TryTake(3), ledger.InUse), Is.EqualTo((true, 2)));
    }

    [Test]
    public void Learns_the_limit_from_a_refusal_of_the_Gateway()
    {
        var ledger = new LineLedger(100);
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
        var ledger = new LineLedger(2);
        ledger.TryTake(1);
        ledger.Clear();
        Assert.That((ledger.InUse, ledger.TryTake(1)), Is.EqualTo((0, true)));
    }
}
