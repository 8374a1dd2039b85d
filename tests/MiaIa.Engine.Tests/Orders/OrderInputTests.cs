using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>What cannot be is refused with a clear text and counted, what is not known is kept, and none of it ever leads to an order.</summary>
public sealed class OrderInputTests
{
    [Test]
    public void A_negative_fill_is_refused_and_the_next_entry_waits()
    {
        var rig = OrderRig.Ready();
        rig.Fill(1, OrderRole.Entry, -1, 20_000);
        Assert.That(rig.Remarks, Has.One.Contains("refused: -1 lots"));
        Assert.That((rig.Tracker.Counters.Impossible, rig.Tracker.OwnPosition, rig.Fills.Count), Is.EqualTo((1, 0, 0)));
        Assert.That(rig.TryEnter(), Is.False);
    }

    [TestCase(0, 1, 20_000, Direction.Long, 1u, "no key")]
    [TestCase(9, 1, 0, Direction.Long, 1u, "price 0")]
    [TestCase(9, 1_000_001, 20_000, Direction.Long, 1u, "1000001 lots")]
    [TestCase(9, 1, 20_000, Direction.None, 1u, "no direction")]
    public void A_fill_that_cannot_be_is_refused(int key, int lots, int price, Direction direction, uint id, string text)
    {
        var rig = OrderRig.Ready();
        var fill = new Fill(
            (ulong)key,
            id,
            OrderRole.Entry,
            direction,
            Contracts.Trusted(lots),
            PriceTicks.Trusted(price),
            default,
            IsInferred: false
        );
        rig.Take(fill);
        Assert.That(rig.Remarks, Has.One.Contains(text));
        Assert.That((rig.Tracker.Counters.Impossible, rig.Fills.Count), Is.EqualTo((1, 0)));
    }

    [TestCase(-1, 0, "-1 lots")]
    [TestCase(1, 2, "2 of 1 lots filled")]
    [TestCase(1, -1, "-1 of 1 lots filled")]
    public void A_report_that_cannot_be_is_refused(int lots, int filled, string text)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20, lots: lots, filled: filled);
        Assert.That(rig.Remarks, Has.One.Contains(text));
        Assert.That((rig.Tracker.Counters.Impossible, rig.Order(id).State), Is.EqualTo((1, OrderState.Decided)));
    }

    [Test]
    public void A_report_for_an_unknown_order_is_counted_and_a_working_entry_that_nobody_decided_is_cancelled()
    {
        var rig = OrderRig.Ready();
        rig.Report(OrderReportKind.Working, 77, OrderRole.Entry, 20);
        Assert.That((rig.Tracker.Counters.UnknownOrders, rig.Tracker.HasOpenEntry), Is.EqualTo((1, true)));
        Assert.That(rig.TryEnter(), Is.False);
        rig.Snapshot(0, rig.Make(OrderReportKind.Working, 77, OrderRole.Entry, 20));
        var left = rig.Left.Where(intent => intent.Kind != OrderIntentKind.Query);
        Assert.That(left.Select(i => (i.Kind, i.OrderId)), Is.EqualTo(new[] { (OrderIntentKind.CancelEntry, 77UL) }));
    }

    [Test]
    public void An_id_of_an_unknown_order_is_not_given_out_again()
    {
        var rig = OrderRig.Ready();
        rig.Report(OrderReportKind.Canceled, 5, OrderRole.Entry, 20);
        rig.Snapshot(0);
        rig.Snapshot(0);
        Assert.That(rig.Enter(), Is.EqualTo(6));
    }

    [Test]
    public void A_fill_of_an_unknown_order_of_ours_counts_as_ours()
    {
        var rig = OrderRig.Ready();
        rig.Fill(77, OrderRole.Entry, 1, 20_000);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.Counters.UnknownOrders), Is.EqualTo((1, 1)));
        rig.Pass(1_100);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "nothing protects it");
    }

    [Test]
    public void A_missing_reading_is_not_flat()
    {
        var rig = OrderRig.Ready();
        rig.Snapshot(null, [], []);
        Assert.That((rig.Tracker.IsFlat, rig.Tracker.IsReconciled, rig.TryEnter()), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void A_reading_seen_twice_is_one_reading()
    {
        var rig = new OrderRig();
        rig.Attach();
        rig.Snapshot(0);
        rig.ReadAgain(0);
        Assert.That((rig.Tracker.IsReconciled, rig.Tracker.Counters.Late), Is.EqualTo((false, 1)));
        rig.Read(0);
        Assert.That(rig.Tracker.IsReconciled, Is.True, rig.Tracker.WhyNot);
    }

    [Test]
    public void Nothing_is_inferred_or_adopted_while_the_list_of_fills_is_not_loaded()
    {
        var rig = OrderRig.InPosition();
        rig.Pass(3_000);
        for (var i = 0; i < 5; i++)
            rig.Snapshot(0, [], [], areFillsKnown: false);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.Counters.InferredFills, rig.Tracker.IsReconciled), Is.EqualTo((1, 0, false)));
    }

    [Test]
    public void A_lost_frame_blocks_until_all_was_told_and_two_positions_were_equal()
    {
        var rig = OrderRig.Ready();
        rig.Gap();
        Assert.That(rig.Left.Single().Kind, Is.EqualTo(OrderIntentKind.Query));
        rig.Read(0);
        rig.Read(0);
        Assert.That(rig.Tracker.IsReconciled, Is.False, "its orders were not told");
        rig.Snapshot(0);
        Assert.That(rig.Tracker.IsReconciled, Is.True, rig.Tracker.WhyNot);
    }

    [Test]
    public void Silence_of_all_blocks_after_three_questions_and_an_obstacle_at_once()
    {
        var rig = OrderRig.Ready();
        rig.Pass(15_100);
        Assert.That(rig.Tracker.WhyNot, Is.EqualTo("Sierra does not answer"));
        rig.Snapshot(0);
        Assert.That(rig.Tracker.IsReconciled, Is.True, rig.Tracker.WhyNot);
        rig.ReadObstacle("auto_trading_off");
        Assert.That(rig.Tracker.WhyNot, Is.EqualTo("auto_trading_off"));
    }

    [Test]
    public void Fault_10_a_local_clock_that_steps_ends_no_wait_and_begins_none_anew()
    {
        var rig = OrderRig.InPosition();
        rig.Report(OrderReportKind.Rejected, 1, OrderRole.Stop, 21);
        rig.Pass(500);
        rig.StepClock(-3_600_000);
        rig.Pass(300);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero, "0.8 s have passed");
        rig.Pass(400);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1));
        var ahead = OrderRig.Ready();
        ahead.StepClock(3_600_000);
        ahead.Pass(100);
        Assert.That(ahead.Tracker.IsReconciled, Is.True, ahead.Tracker.WhyNot);
    }

    [Test]
    public void The_studys_answers_to_a_flatten_are_no_orders()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        var id = rig.Left[^1].OrderId;
        rig.TakeBare(OrderReportKind.Working, id);
        rig.Pass(4_000);
        Assert.That((rig.Tracker.Counters.Impossible, rig.Tracker.Counters.UnknownOrders), Is.EqualTo((0, 0)));
        Assert.That(rig.Left, Has.None.Matches<OrderIntent>(i => i.Kind == OrderIntentKind.Query && i.OrderId == id), "it has answered");
        rig.Pass(2_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(2), "known, and after 5 s no exit is in the market");
        rig.TakeBare(OrderReportKind.Refused, rig.Left.Last(i => i.Kind == OrderIntentKind.Flatten).OrderId);
        rig.Pass(5_100);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(3));
    }

    [Test]
    public void In_dry_run_the_traders_own_position_is_none_of_ours_and_nothing_is_asked()
    {
        var rig = new OrderRig(TradingMode.DryRun);
        rig.Snapshot(5);
        rig.Read(5);
        Assert.That((rig.Tracker.IsFlat, rig.Tracker.IsReconciled, rig.Tracker.Position), Is.EqualTo((true, true, 0)));
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Pass(30_000);
        rig.CancelEntry(1);
        rig.Report(OrderReportKind.Canceled, id, OrderRole.Entry, 20);
        Assert.That(rig.Left.Select(intent => intent.Kind), Is.EqualTo(new[] { OrderIntentKind.Enter, OrderIntentKind.CancelEntry }));
        Assert.That(rig.TryEnter(signalId: 2), Is.True, rig.Tracker.WhyDenied);
    }

    [Test]
    public void Only_the_risk_gate_makes_what_is_ordered()
    {
        var rig = OrderRig.Ready();
        Assert.That(rig.TrySubmit(default), Is.False);
        Assert.That(rig.Tracker.WhyDenied, Is.EqualTo("not approved by the risk gate"));
    }

    [TestCase("Mode 0", 0, 1ul, 1_500, 2_000)]
    [TestCase("FirstOrderId 0", 2, 0ul, 1_500, 2_000)]
    [TestCase("AnswerMillis 999", 2, 1ul, 999, 2_000)]
    [TestCase("EventQuietMillis 1200 is less than AnswerMillis 1500", 2, 1ul, 1_500, 1_200)]
    public void Options_that_cannot_be_are_refused_by_name_and_value(string text, int mode, ulong first, int answer, int quiet)
    {
        var options = new OrderOptions
        {
            Mode = (TradingMode)mode,
            FirstOrderId = first,
            AnswerMillis = answer,
            EventQuietMillis = quiet,
        };
        Assert.That(() => new OrderTracker(options), Throws.ArgumentException.With.Message.Contains(text));
    }

    [Test]
    public void Time_that_passes_with_a_position_open_allocates_nothing()
    {
        var rig = OrderRig.InPosition();
        var tracker = rig.Tracker;
        var now = rig.Moment;
        tracker.Advance(UnixNanos.Trusted(now), UnixNanos.Trusted(now));
        var before = AllocatedBytes.OfThisThread();
        for (var i = 1; i <= 10_000; i++)
            tracker.Advance(UnixNanos.Trusted(now + i), UnixNanos.Trusted(now + i));
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    [Test]
    public void Paper_entries_that_an_exit_cut_short_leave_room_for_ever()
    {
        var rig = OrderRig.Ready(TradingMode.DryRun);
        for (var signal = 1UL; signal <= 2 * OrderList.Capacity; signal++)
        {
            var id = rig.Enter(signal, lots: 2);
            rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 8 * id, lots: 2);
            rig.Fill(id, OrderRole.Entry, 1, 20_000);
            rig.Report(OrderReportKind.Working, id, OrderRole.Stop, (8 * id) + 1, price: 19_992);
            rig.Report(OrderReportKind.Canceled, id, OrderRole.Entry, 8 * id, lots: 2, filled: 1);
            rig.Fill(id, OrderRole.Stop, 1, 19_992);
        }

        Assert.That(rig.Tracker.IsFlat, Is.True);
    }

    [Test]
    public void An_entry_for_which_there_is_no_room_is_denied()
    {
        var rig = OrderRig.Ready();
        for (var order = 1UL; order <= OrderList.Capacity; order++)
            rig.Report(OrderReportKind.Working, 0, OrderRole.External, 1_000 + order, price: 19_000);
        Assert.That(rig.Tracker.IsReconciled, Is.True, "a trader's own orders raise no doubt");
        Assert.That(rig.TryEnter(), Is.False);
        Assert.That(rig.Tracker.WhyDenied, Is.EqualTo("too many orders are open"));
    }

    [Test]
    public void An_exit_that_stays_unacknowledged_is_asked_about_as_often_as_an_entry()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("test");
        var id = rig.Left[^1].OrderId;
        rig.Report(OrderReportKind.Sent, id, OrderRole.Exit, 30);
        rig.Report(OrderReportKind.Canceled, rig.Left[0].OrderId, OrderRole.Stop, 21);
        rig.Left.Clear();
        rig.Pass(15_000);
        Assert.That(rig.Left, Has.All.Property(nameof(OrderIntent.Kind)).EqualTo(OrderIntentKind.Query));
        Assert.That(rig.Left, Has.Count.InRange(10, 25), "by id each 1.5 s, and each second all");
    }
}
