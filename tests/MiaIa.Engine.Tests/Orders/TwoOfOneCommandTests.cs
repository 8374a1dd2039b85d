using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>Two orders of one command and one role: an execution names neither of them.</summary>
public sealed class TwoOfOneCommandTests
{
    [Test]
    public void Fault_33_the_fill_of_a_second_stop_of_one_command_counts_once()
    {
        var rig = OrderRig.InPosition();
        rig.Report(OrderReportKind.Working, 1, OrderRole.Stop, 31, price: 19_992);
        rig.Fill(1, OrderRole.Stop, 1, 19_992);
        rig.Report(OrderReportKind.Filled, 1, OrderRole.Stop, 31, filled: 1, price: 19_992);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21, price: 19_992);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22, price: 20_016);
        rig.Pass(2_100);
        rig.Snapshot(0);
        rig.Snapshot(0);
        rig.Snapshot(0);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.Counters.InferredFills), Is.EqualTo((0, 0)), string.Join("; ", rig.Remarks));
        Assert.That(rig.Fills.Sum(fill => fill.SignedLots), Is.Zero);
    }

    /// <summary>The first exit never arrived; Sierra tells at every snapshot that it was rejected.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Fault_39_the_fill_of_a_second_exit_of_one_command_is_not_of_the_first(bool isStatusFirst)
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("a test");
        var id = rig.Left[^1].OrderId;
        rig.Report(OrderReportKind.Sent, id, OrderRole.Exit, 30);
        rig.Report(OrderReportKind.Sent, id, OrderRole.Exit, 31);
        if (isStatusFirst)
            rig.Report(OrderReportKind.Filled, id, OrderRole.Exit, 31, filled: 1);
        rig.Fill(id, OrderRole.Exit, 1, 20_001);
        if (!isStatusFirst)
            rig.Report(OrderReportKind.Filled, id, OrderRole.Exit, 31, filled: 1);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21, price: 19_992);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22, price: 20_016);
        rig.TakeBare(OrderReportKind.Filled, id);
        for (var shown = 0; shown < 6; shown++)
        {
            rig.Snapshot(
                0,
                rig.Make(OrderReportKind.Rejected, id, OrderRole.Exit, 30),
                rig.Make(OrderReportKind.Filled, id, OrderRole.Exit, 31, filled: 1)
            );
            rig.Pass(1_100);
        }

        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.WhyNot), Is.EqualTo((0, "")), string.Join("; ", rig.Remarks));
        Assert.That(rig.Fills.Sum(fill => fill.SignedLots), Is.Zero);
    }
}
