using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>A flatten lasts until all is flat, whatever its command and its answer meet on the way.</summary>
public sealed class FlattenFaultTests
{
    [Test]
    public void Fault_38_a_flatten_lasts_until_flat_was_seen_twice_and_lets_no_entry_pass()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        rig.Flatten("kill");
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "one at a time");
        var id = rig.Left[^1].OrderId;
        rig.Report(OrderReportKind.Working, id, OrderRole.Exit, 40);
        rig.Fill(id, OrderRole.Exit, 1, 19_999);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22);
        rig.Read(0);
        Assert.That((rig.Tracker.IsFlattening, rig.TryEnter(signalId: 2)), Is.EqualTo((true, false)));
        rig.Read(0);
        Assert.That((rig.Tracker.IsFlattening, rig.Tracker.IsReconciled), Is.EqualTo((false, true)), rig.Tracker.WhyNot);
        rig.Flatten("flat_by_close");
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "flat and proven");
    }

    [Test]
    public void Fault_39_a_rejected_exit_is_said_again_while_no_other_works_and_the_position_never_reverses()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        var id = rig.Left[^1].OrderId;
        rig.Report(OrderReportKind.Working, id, OrderRole.Exit, 40);
        rig.Pass(20_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "an exit is in the market");
        rig.Report(OrderReportKind.Rejected, id, OrderRole.Exit, 40);
        rig.Pass(4_900);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1));
        rig.Pass(200);
        Assert.That((rig.Count(OrderIntentKind.Flatten), rig.Tracker.Counters.FlattenRetries), Is.EqualTo((2, 1)));
        Assert.That(rig.Remarks, Has.Some.Contains("said again"));
        var again = rig.Left.Last(i => i.Kind == OrderIntentKind.Flatten).OrderId;
        rig.Fill(again, OrderRole.Exit, 1, 19_990);
        rig.Pass(30_000);
        Assert.That((rig.Tracker.OwnPosition, rig.Count(OrderIntentKind.Flatten)), Is.EqualTo((0, 2)), "nothing is left to close");
    }

    [Test]
    public void Fault_39_a_flatten_that_was_done_before_stop_and_target_were_told_to_have_filled_both_is_said_again()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        rig.Report(OrderReportKind.Filled, rig.Left[^1].OrderId, OrderRole.Exit, 0);
        rig.Fill(1, OrderRole.Target, 1, 20_010);
        rig.Fill(1, OrderRole.Stop, 1, 19_990);
        rig.Pass(3_000);
        for (var i = 0; i < 3; i++)
            rig.Snapshot(-1, [], [], 0, false);
        Assert.That(rig.Tracker.OwnPosition, Is.EqualTo(-1));
        rig.Pass(6_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(2));
    }

    /// <summary>The study that answers may have come anew, and takes for ours what the command has named.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void Fault_39_a_flatten_that_left_before_stop_and_target_filled_both_is_not_believed_to_be_done(bool isStartedAnew)
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        var first = rig.Left[^1].OrderId;
        rig.Fill(1, OrderRole.Target, 1, 20_010);
        rig.Fill(1, OrderRole.Stop, 1, 19_990);
        if (isStartedAnew)
        {
            rig.Restart();
            rig.Attach();
        }

        rig.TakeBare(OrderReportKind.Filled, first);
        rig.Pass(3_000);
        for (var i = 0; i < 3; i++)
            rig.Snapshot(-1);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((-1, 0)), string.Join("; ", rig.Remarks));
        rig.Pass(3_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(2));
    }

    [Test]
    public void Fault_39_a_flatten_whose_own_exit_has_filled_is_believed_to_be_done()
    {
        var rig = OrderRig.InPosition(lots: 2);
        rig.Flatten("kill");
        var id = rig.Left[^1].OrderId;
        rig.Fill(id, OrderRole.Exit, 1, 19_999);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21, lots: 2);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22, lots: 2);
        rig.TakeBare(OrderReportKind.Filled, id);
        rig.Pass(2_100);
        for (var i = 0; i < 3; i++)
            rig.Snapshot(1);
        rig.Pass(6_000);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((0, 1)), string.Join("; ", rig.Remarks));
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1));
    }

    [TestCase(false, 2)]
    [TestCase(true, 1)]
    public void Fault_39_a_flatten_without_an_answer_is_asked_about_and_said_again_only_when_it_never_came(bool isKnown, int flattens)
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        var id = rig.Left[^1].OrderId;
        rig.Pass(10_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "silence is no answer");
        Assert.That(rig.Left, Has.Some.Matches<OrderIntent>(i => i.Kind == OrderIntentKind.Query && i.OrderId == id));
        rig.Snapshot(1, [rig.Make(OrderReportKind.Working, 1, OrderRole.Stop, 21)], [], id, isKnown);
        rig.Pass(2_100);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(flattens));
    }
}
