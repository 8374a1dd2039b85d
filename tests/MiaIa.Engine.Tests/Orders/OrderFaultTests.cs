using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>The rows of the list of faults that the engine's order tracking has a part in.</summary>
public sealed class OrderFaultTests
{
    [Test]
    public void Fault_27_a_command_delivered_twice_is_one_order()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Report(OrderReportKind.Exists, id, OrderRole.Entry, 20);
        Assert.That(rig.Order(id).State, Is.EqualTo(OrderState.Working));
        Assert.That(rig.TryEnter(), Is.False, "the same signal again");
        Assert.That(rig.Count(OrderIntentKind.Enter), Is.EqualTo(1));
    }

    [Test]
    public void Fault_27_exists_as_the_first_answer_is_asked_about_and_never_sent_again()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Exists, id, OrderRole.Entry, 0);
        Assert.That(rig.Order(id).Outcome, Is.EqualTo(OrderOutcome.Unresolved));
        Assert.That(rig.Left.Skip(1), Has.All.Matches<OrderIntent>(i => i.Kind == OrderIntentKind.Query && i.OrderId == id).And.Not.Empty);
        rig.Pass(2_000);
        rig.Snapshot(0, [rig.Make(OrderReportKind.Working, id, OrderRole.Entry, 20)], [], id, true);
        Assert.That(rig.Order(id).State, Is.EqualTo(OrderState.Working));
    }

    [Test]
    public void Fault_28_a_lost_answer_is_asked_for_by_id_and_the_command_never_sent_again()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Pass(60_000);
        Assert.That(rig.Order(id).Outcome, Is.EqualTo(OrderOutcome.Unresolved));
        Assert.That(rig.Tracker.HasOpenEntry && !rig.Tracker.IsReconciled, "nobody knows, so it counts as open");
        Assert.That(rig.Count(OrderIntentKind.Enter), Is.EqualTo(1));
        Assert.That(rig.Left.Count(i => i.Kind == OrderIntentKind.Query && i.OrderId == id), Is.InRange(30, 61), "about one in 1.5 s");
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
    }

    [TestCase(true, OrderState.Vanished)]
    [TestCase(false, OrderState.Refused)]
    public void Fault_28_the_answer_by_id_ends_it_and_the_next_entry_waits_for_two_equal_positions(bool isKnown, OrderState state)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Pass(3_000);
        rig.Snapshot(0, [], []);
        Assert.That(rig.Order(id).State, Is.EqualTo(OrderState.Unresolved), "only an answer about this very id can tell");
        rig.Snapshot(0, [], [], id, isKnown);
        Assert.That(rig.Order(id).State, Is.EqualTo(state));
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
        rig.Snapshot(0);
        rig.Snapshot(0);
        Assert.That(rig.TryEnter(signalId: 2), Is.True, rig.Tracker.WhyDenied);
    }

    [Test]
    public void Fault_29_a_partial_fill_is_the_position_and_asks_for_no_more_protection_than_that()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter(lots: 2);
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20, lots: 2);
        rig.Fill(id, OrderRole.Entry, 1, 20_000);
        rig.Report(OrderReportKind.Working, id, OrderRole.Stop, 21, lots: 1, price: 19_992);
        rig.Pass(3_000);
        Assert.That((rig.Tracker.OwnPosition, rig.Order(id).State), Is.EqualTo((1, OrderState.Partial)));
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero, "one lot filled, one lot protected");
        rig.CancelEntry(1);
        Assert.That(rig.Count(OrderIntentKind.CancelEntry), Is.Zero, "a position is never cancelled");
        rig.Fill(id, OrderRole.Entry, 1, 20_001);
        rig.Pass(1_100);
        Assert.That((rig.Tracker.OwnPosition, rig.Count(OrderIntentKind.Flatten)), Is.EqualTo((2, 1)), "two filled, one protected");
    }

    [Test]
    public void Fault_30_a_fill_before_the_acknowledgement_counts_and_what_comes_late_does_not_undo_it()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        var key = rig.Fill(id, OrderRole.Entry, 1, 20_000);
        rig.Report(OrderReportKind.Sent, id, OrderRole.Entry, 20);
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Fill(id, OrderRole.Entry, 1, 20_000, key: key);
        Assert.That((rig.Tracker.OwnPosition, rig.Order(id).State), Is.EqualTo((1, OrderState.Filled)));
        Assert.That((rig.Tracker.Counters.Late, rig.Tracker.Counters.DuplicateFills, rig.Fills.Count), Is.EqualTo((2, 1, 1)));
    }

    [TestCase(OrderReportKind.Canceled)]
    [TestCase(OrderReportKind.Rejected)]
    public void Fault_30_a_fill_after_a_cancellation_or_rejection_counts(OrderReportKind end)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Report(end, id, OrderRole.Entry, 20);
        rig.Fill(id, OrderRole.Entry, 1, 20_000);
        Assert.That((rig.Tracker.OwnPosition, rig.Order(id).State), Is.EqualTo((1, OrderState.Filled)));
        rig.Read(1);
        rig.Read(1);
        Assert.That((rig.Tracker.WhyNot, rig.Tracker.IsFlat), Is.EqualTo(("", false)));
    }

    [TestCase(OrderReportKind.Canceled)]
    [TestCase(OrderReportKind.Rejected)]
    public void Fault_30_an_unasked_end_is_no_proof_that_nothing_filled(OrderReportKind end)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Report(end, id, OrderRole.Entry, 20);
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
        rig.Read(0);
        Assert.That(rig.TryEnter(signalId: 2), Is.False, "one reading proves nothing");
        rig.Read(0);
        Assert.That(rig.TryEnter(signalId: 2), Is.True, rig.Tracker.WhyDenied);
    }

    [Test]
    public void Fault_31_a_manual_trade_is_adopted_as_external_and_blocks()
    {
        var rig = OrderRig.Ready();
        rig.Fill(0, OrderRole.External, 2, 20_000, Direction.Long);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((0, 2)));
        Assert.That(rig.Fills[^1], Has.Property(nameof(Fill.Role)).EqualTo(OrderRole.External));
        Assert.That(rig.Tracker.IsReconciled, Is.False);
        rig.Read(2);
        rig.Read(2);
        Assert.That((rig.Tracker.IsReconciled, rig.Tracker.IsFlat), Is.EqualTo((true, false)));
        Assert.That(rig.TryEnter(), Is.False);
        rig.Flatten("kill");
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero, "nothing of ours is there");
    }

    [Test]
    public void Fault_31_a_position_that_nothing_explains_is_adopted_after_two_equal_readings_and_not_before()
    {
        var rig = OrderRig.Ready();
        rig.Pass(3_000);
        rig.Snapshot(-1);
        Assert.That((rig.Tracker.ExternalPosition, rig.Tracker.IsReconciled), Is.EqualTo((0, false)));
        rig.Snapshot(-2);
        Assert.That(rig.Tracker.ExternalPosition, Is.Zero, "two readings, not equal");
        rig.Snapshot(-2);
        Assert.That((rig.Tracker.ExternalPosition, rig.Tracker.Counters.Mismatches), Is.EqualTo((-2, 1)));
        Assert.That(rig.Tracker.IsReconciled, Is.False, "adopted just now: two equal readings more");
        rig.Snapshot(-2);
        rig.Snapshot(-2);
        Assert.That(rig.Tracker.IsReconciled, Is.True, rig.Tracker.WhyNot);
    }

    [Test]
    public void Fault_31_a_manual_exit_closes_ours_and_nothing_is_flattened_that_is_gone()
    {
        var rig = OrderRig.InPosition();
        rig.Read(0);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21);
        rig.Pass(3_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero, "Sierra has no lot that could stand naked");
        rig.Fill(0, OrderRole.External, 1, 20_003, Direction.Short);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((0, 0)));
        Assert.That(rig.TryEnter(signalId: 2), Is.False, "the target still works");
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22);
        rig.Read(0);
        rig.Read(0);
        Assert.That(rig.TryEnter(signalId: 2), Is.True, rig.Tracker.WhyDenied);
    }

    [Test]
    public void Fault_31_what_the_study_says_is_not_ours_is_adopted_and_not_flattened_for_ever()
    {
        var rig = OrderRig.InPosition();
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Stop, 21);
        rig.Report(OrderReportKind.Canceled, 1, OrderRole.Target, 22);
        rig.Pass(1_100);
        Assert.That(rig.Tracker.IsFlattening, Is.True);
        rig.TakeBare(OrderReportKind.Filled, rig.Left.Last(i => i.Kind == OrderIntentKind.Flatten).OrderId);
        rig.Snapshot(1);
        rig.Pass(2_100);
        rig.Snapshot(1);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition, rig.Tracker.Counters.Mismatches), Is.EqualTo((0, 1, 1)));
        rig.Snapshot(1);
        rig.Snapshot(1);
        Assert.That((rig.Tracker.IsFlattening, rig.Tracker.IsFlat, rig.TryEnter(signalId: 2)), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void Fault_31_an_external_position_that_a_bracket_of_ours_protects_is_ours()
    {
        var rig = OrderRig.InPosition();
        rig.Fill(0, OrderRole.External, 1, 20_001, Direction.Short);
        rig.Fill(0, OrderRole.External, 1, 20_001, Direction.Long);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((0, 1)), "closed by hand, opened by hand");
        rig.Pass(2_100);
        for (var i = 0; i < 2; i++)
        {
            rig.Snapshot(
                1,
                rig.Make(OrderReportKind.Working, 1, OrderRole.Stop, 21, price: 19_992),
                rig.Make(OrderReportKind.Working, 1, OrderRole.Target, 22, price: 20_016)
            );
        }

        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Fault_35_a_second_entry_beside_a_position_is_denied_here_too()
    {
        var rig = OrderRig.InPosition(lots: 2);
        rig.Read(2);
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
        Assert.That((rig.Tracker.WhyDenied, rig.Tracker.Counters.Denied), Is.EqualTo(("an exit of ours still works", 1)));
        Assert.That(rig.Count(OrderIntentKind.Enter), Is.EqualTo(1));
    }

    [Test]
    public void Fault_40_after_a_disconnect_the_entry_whose_signal_ended_is_cancelled_and_a_stop_is_kept()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Detach();
        rig.CancelEntry(1);
        rig.Pass(10_000);
        Assert.That(rig.Left, Has.Count.EqualTo(1), "nothing leaves for nobody");
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
        rig.Attach();
        rig.Snapshot(0, rig.Make(OrderReportKind.Working, id, OrderRole.Entry, 20));
        Assert.That(rig.Count(OrderIntentKind.CancelEntry), Is.EqualTo(1));
        rig.Report(OrderReportKind.Canceled, id, OrderRole.Entry, 20);
        Assert.That(rig.Order(id).State, Is.EqualTo(OrderState.Canceled));
    }

    [Test]
    public void Fault_40_an_entry_that_the_study_cancelled_meanwhile_is_no_proof_that_nothing_filled()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Detach();
        rig.Pass(10_000);
        rig.Attach();
        rig.Snapshot(0);
        Assert.That((rig.Order(id).State, rig.Tracker.IsReconciled), Is.EqualTo((OrderState.Vanished, false)));
        rig.Snapshot(0);
        Assert.That(rig.Tracker.IsReconciled, Is.True, rig.Tracker.WhyNot);
    }
}
