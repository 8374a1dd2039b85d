using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>An order of which only executions are known, as when the journal that told of it was cut: its size is not known.</summary>
public sealed class KnownByFillsTests
{
    private const ulong Forgotten = 7;

    [TestCase(OrderReportKind.Rejected)]
    [TestCase(OrderReportKind.Canceled)]
    public void The_end_of_an_order_that_was_known_by_its_executions_alone_and_was_larger_is_no_doubt_for_ever(OrderReportKind end)
    {
        var rig = OrderRig.Ready();
        rig.Fill(Forgotten, OrderRole.Entry, 2, 20_000);
        rig.Fill(Forgotten, OrderRole.Exit, 2, 19_990);
        for (var asked = 0; asked < 4; asked++)
        {
            rig.Pass(1_100);
            rig.Snapshot(0, [rig.Make(end, Forgotten, OrderRole.Entry, 20, lots: 3, filled: 2)], [], Forgotten, isKnown: true);
        }

        var order = rig.Order(Forgotten);
        Assert.That((order.Lots, order.FilledLots), Is.EqualTo((3, 2)));
        Assert.That((rig.Tracker.WhyNot, rig.Tracker.Counters.Contradictions), Is.EqualTo(("", 0)), string.Join("; ", rig.Remarks));
    }

    [TestCase(OrderReportKind.Working)]
    [TestCase(OrderReportKind.Partial)]
    public void An_order_that_was_known_by_its_executions_alone_works_on_when_a_report_tells_that_it_is_larger(OrderReportKind told)
    {
        var rig = OrderRig.Ready();
        rig.Fill(Forgotten, OrderRole.Entry, 2, 20_000);
        rig.Report(told, Forgotten, OrderRole.Entry, 20, lots: 3, filled: 2);
        Assert.That((rig.Order(Forgotten).State, rig.Order(Forgotten).RestLots), Is.EqualTo((OrderState.Partial, 1)));
        rig.Fill(Forgotten, OrderRole.Entry, 1, 20_000);
        Assert.That((rig.Order(Forgotten).State, rig.Tracker.OwnPosition), Is.EqualTo((OrderState.Filled, 3)));
        Assert.That(rig.Tracker.Counters.Contradictions, Is.Zero, string.Join("; ", rig.Remarks));
    }

    [Test]
    public void A_report_from_before_the_executions_does_not_open_an_order_again()
    {
        var rig = OrderRig.Ready();
        rig.Fill(Forgotten, OrderRole.Exit, 2, 20_000);
        rig.Report(OrderReportKind.Sent, Forgotten, OrderRole.Exit, 30, lots: 3);
        Assert.That(rig.Order(Forgotten, OrderRole.Exit).State, Is.EqualTo(OrderState.Filled));
    }
}
