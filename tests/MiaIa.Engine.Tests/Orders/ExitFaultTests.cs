using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Tests.Accounts;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>The faults that meet an open position: no stop, a flatten that fails, and the engine's own death.</summary>
public sealed class ExitFaultTests
{
    [Test]
    public void Fault_32_after_a_crash_in_position_stop_and_target_stand_and_all_is_reconciled_within_ten_seconds()
    {
        var rig = OrderRig.InPosition();
        rig.Detach();
        rig.Restart();
        rig.Left.Clear();
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.IsReconciled), Is.EqualTo((1, false)));
        rig.Attach();
        var millis = rig.Millis;
        while (!rig.Tracker.IsReconciled && rig.Millis - millis < 20_000)
        {
            var asked = rig.Count(OrderIntentKind.Query);
            rig.Pass(100);
            if (rig.Count(OrderIntentKind.Query) > asked || rig.Millis - millis == 100)
            {
                rig.Snapshot(
                    1,
                    rig.Make(OrderReportKind.Working, 1, OrderRole.Stop, 21, price: 19_992),
                    rig.Make(OrderReportKind.Working, 1, OrderRole.Target, 22, price: 20_016)
                );
            }
        }

        Assert.That(rig.Millis - millis, Is.LessThan(10_000));
        Assert.That((rig.Tracker.WorkingStopLots, rig.Tracker.WorkingTargetLots), Is.EqualTo((1, 1)));
        Assert.That(rig.Left, Has.All.Matches<OrderIntent>(i => i.Kind == OrderIntentKind.Query), "nothing is sent again");
    }

    [Test]
    public void Fault_32_a_stop_that_filled_while_the_engine_was_dead_is_found_in_the_list_of_fills()
    {
        var rig = OrderRig.InPosition();
        rig.Restart();
        rig.Attach();
        rig.Snapshot(0, [], [rig.MakeFill(1, OrderRole.Stop, 1, 19_991)]);
        rig.Pass(2_100);
        rig.Snapshot(0);
        rig.Snapshot(0);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.IsReconciled), Is.EqualTo((0, true)), rig.Tracker.WhyNot);
        Assert.That(rig.Order(1, OrderRole.Target).State, Is.EqualTo(OrderState.Vanished));
    }

    [Test]
    public void Fault_32_a_fill_that_nobody_shows_is_inferred_at_the_stop_and_two_starts_infer_the_same()
    {
        var first = FindInferred();
        Assert.That(
            (first.Role, first.IsInferred, first.Price.Value, first.SignedLots),
            Is.EqualTo((OrderRole.Stop, true, 19_992, -1)),
            "of a vanished bracket no profit is assumed"
        );
        Assert.That(FindInferred().Key, Is.EqualTo(first.Key));
    }

    [Test]
    public void Fault_32_an_execution_that_is_shown_after_it_was_inferred_does_not_count_twice()
    {
        var rig = OrderRig.InPosition();
        LoseBracket(rig);
        Assert.That(rig.Tracker.OwnPosition, Is.Zero);
        rig.Fill(1, OrderRole.Target, 1, 20_016);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.Counters.ConfirmedInferences), Is.EqualTo((0, 1)));
    }

    /// <summary>The naive account knows only what was executed.</summary>
    [TestCase(OrderRole.Target, 20_016)]
    [TestCase(OrderRole.Stop, 19_991)]
    [TestCase(OrderRole.Stop, 19_992)]
    public void Fault_32_money_is_that_of_the_execution_once_it_is_shown(OrderRole role, int price)
    {
        var rig = OrderRig.InPosition();
        var entry = rig.Fills.Single();
        LoseBracket(rig);
        rig.Fill(1, role, 1, price);

        var (account, naive) = (Books.Ledger(), Books.Ledger());
        foreach (var fill in rig.Fills)
            Assert.That(account.Take(fill, Books.Es), Is.EqualTo(FillOutcome.Counted));
        naive.Take(entry, Books.Es);
        naive.Take(rig.MakeFill(1, role, 1, price), Books.Es);
        Assert.That(
            (account.RealizedCents, account.FeesCents, account.TradesToday, account.LotsOf(Books.Es)),
            Is.EqualTo((naive.RealizedCents, naive.FeesCents, naive.TradesToday, 0))
        );
    }

    [Test]
    public void Fault_32_an_entry_that_was_inferred_costs_what_it_cost_once_it_is_shown()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter(lots: 1);
        rig.Report(OrderReportKind.Filled, id, OrderRole.Entry, 20, filled: 1);
        rig.Pass(2_100);
        rig.Snapshot(1);
        rig.Snapshot(1);
        Assert.That((rig.Tracker.OwnPosition, rig.Fills.Single().IsInferred), Is.EqualTo((1, true)), string.Join("; ", rig.Remarks));
        rig.Fill(id, OrderRole.Entry, 1, rig.Fills[0].Price.Value + 3);
        rig.Fill(id, OrderRole.Stop, 1, 19_992);

        var account = Books.Ledger();
        account.EntrySent(Books.Es, Books.Note(id, 7, 1, rig.Fills[0].Price.Value, rig.Fills[0].ObservedAt));
        var trips = new List<RoundTrip>();
        foreach (var fill in rig.Fills)
        {
            account.Take(fill, Books.Es);
            trips.AddRange(account.Finished);
        }

        var earned = (19_992 - rig.Fills[0].Price.Value - 3) * 1250 - 2 * 215;
        Assert.That(
            (account.RealizedCents, trips.Single().ProfitCents),
            Is.EqualTo((earned, earned)),
            "the trade was open: it is told right, too"
        );
    }

    [Test]
    public void Fault_33_a_rejected_stop_leads_to_a_flatten_after_one_second()
    {
        var rig = OrderRig.InPosition();
        rig.Report(OrderReportKind.Rejected, 1, OrderRole.Stop, 21, code: "margin");
        rig.Pass(900);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero);
        rig.Pass(200);
        Assert.That(rig.Left.Single(i => i.Kind == OrderIntentKind.Flatten).Reason, Is.EqualTo("naked"));
        Assert.That((rig.Tracker.IsFlattening, rig.Tracker.Counters.Naked), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Fault_33_a_stop_that_takes_the_place_of_a_rejected_one_within_the_second_keeps_the_position()
    {
        var rig = OrderRig.InPosition();
        rig.Report(OrderReportKind.Rejected, 1, OrderRole.Stop, 21);
        rig.Pass(500);
        rig.Report(OrderReportKind.Working, 1, OrderRole.Stop, 31, price: 19_992);
        rig.Pass(3_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero);
    }

    [Test]
    public void Fault_45_a_tracker_that_was_carried_over_at_any_moment_goes_on_as_if_it_had_not_been()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var straight = new RandomMarket(seed);
            var carried = new RandomMarket(seed);
            for (var step = 0; step < 150; step++)
            {
                straight.Step();
                carried.Step();
                if (step % 7 == seed % 7)
                    carried.Rig.Restart();
                Assert.That(carried.Rig.Carry(), Is.EqualTo(straight.Rig.Carry()), $"seed {seed}, step {step}");
            }

            Assert.That(carried.Rig.Left, Is.EqualTo(straight.Rig.Left), $"seed {seed}");
        }
    }

    [Test]
    public void A_carry_that_was_cut_or_is_of_another_mode_is_refused()
    {
        var bytes = OrderRig.InPosition().Carry();
        for (var length = 0; length < bytes.Length; length++)
            Assert.That(() => Load(bytes.AsSpan(0, length).ToArray(), TradingMode.Sim), Throws.TypeOf<CarryException>(), $"{length} bytes");
        Assert.That(() => Load(bytes, TradingMode.Live), Throws.TypeOf<CarryException>().With.Message.Contains("mode Sim"));
        Assert.That(() => Load(bytes, TradingMode.Sim), Throws.Nothing);
    }

    private static void Load(byte[] bytes, TradingMode mode)
    {
        var reader = new CarryReader(bytes);
        new OrderTracker(new OrderOptions { Mode = mode }).Load(ref reader);
    }

    private static Fill FindInferred()
    {
        var rig = OrderRig.InPosition();
        LoseBracket(rig);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.Counters.InferredFills), Is.EqualTo((0, 1)));
        return rig.Fills[^1];
    }

    /// <summary>Flat in Sierra, stop and target gone, no execution shown.</summary>
    private static void LoseBracket(OrderRig rig)
    {
        rig.Pass(3_000);
        rig.Snapshot(0);
        Assert.That(rig.Tracker.OwnPosition, Is.EqualTo(1), "one reading is not two");
        rig.Snapshot(0);
        rig.Snapshot(0);
    }
}
