using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;
using static MiaIa.Engine.Tests.Accounts.Books;

namespace MiaIa.Engine.Tests.Accounts;

public sealed class AccountLedgerTests
{
    // By hand: 16 ticks of 12.50 $ less two sides of 2.15 $; 16 ticks of 1.25 $ less two of 0.57 $.
    [TestCase(Es, 1, 16, 19_570)]
    [TestCase(Es, -1, -8, 9_570)]
    [TestCase(Es, 2, -8, -20_860)]
    [TestCase(Mes, 20, 16, 37_720)]
    [TestCase(Es, 1, 0, -430)]
    public void A_round_trip_brings_its_ticks_less_the_fees_of_both_sides(int slot, int lots, int ticks, long cents)
    {
        var ledger = Ledger();
        ledger.Fills(slot, lots, 24_000, Morning);
        ledger.Fills(slot, -lots, 24_000 + ticks, Morning.Plus(30));
        Assert.Multiple(() =>
        {
            Assert.That(ledger.RealizedCents, Is.EqualTo(cents));
            Assert.That(ledger.Finished[0].ProfitCents, Is.EqualTo(cents));
            Assert.That(ledger.LotsOf(slot), Is.Zero);
            Assert.That(ledger.TradesToday, Is.EqualTo(1));
        });
    }

    [Test]
    public void What_is_closed_is_the_oldest_that_is_open()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 1, 24_000, Morning);
        ledger.Fills(Es, 2, 24_010, Morning);
        ledger.Fills(Es, -2, 24_020, Morning);
        // 20 ticks of the first and 10 of one of the next two: 375 $, less five sides.
        Assert.That(ledger.RealizedCents, Is.EqualTo(37_500 - 5 * 215));
        Assert.That(ledger.AverageTicksOf(Es), Is.EqualTo(24_010));
        ledger.Fills(Es, -1, 24_000, Morning);
        Assert.That(ledger.RealizedCents, Is.EqualTo(37_500 - 12_500 - 6 * 215));
        var trip = ledger.Finished[0];
        Assert.Multiple(() =>
        {
            Assert.That(trip.Lots, Is.EqualTo(3));
            Assert.That(trip.EntryTicks, Is.EqualTo(24_006.667).Within(0.001));
            Assert.That(trip.ExitTicks, Is.EqualTo(24_013.333).Within(0.001));
            Assert.That(trip.FeesCents, Is.EqualTo(6 * 215));
        });
    }

    [Test]
    public void A_fill_that_turns_the_position_ends_one_round_trip_and_begins_the_next()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 1, 24_000, Morning);
        ledger.Fills(Es, -3, 24_004, Morning.Plus(5));
        Assert.Multiple(() =>
        {
            Assert.That(ledger.Finished[0].ProfitCents, Is.EqualTo(5_000 - 430));
            Assert.That(ledger.LotsOf(Es), Is.EqualTo(-2));
            Assert.That(ledger.TradesToday, Is.EqualTo(2));
        });
        ledger.Fills(Es, 2, 24_000, Morning.Plus(9));
        Assert.That(ledger.Finished[0].Direction, Is.EqualTo(Direction.Short));
        Assert.That(ledger.Finished[0].ProfitCents, Is.EqualTo(10_000 - 860));
        Assert.That(ledger.RealizedCents, Is.EqualTo(15_000 - 6 * 215));
    }

    [Test]
    public void An_excursion_is_measured_from_the_average_entry_while_it_is_open()
    {
        var ledger = Ledger();
        ledger.Mark(Es, PriceTicks.Trusted(23_000));
        ledger.EntrySent(Es, Note(7, 70, -2, 24_000, Morning));
        ledger.Fills(Es, -1, 24_000, Morning, 7);
        ledger.Fills(Es, -1, 24_002, Morning, 7);
        ledger.Mark(Es, PriceTicks.Trusted(24_005));
        ledger.Mark(Es, PriceTicks.Trusted(23_990));
        ledger.Fills(Es, 2, 23_995, Morning.Plus(60), 7);
        ledger.Mark(Es, PriceTicks.Trusted(25_000));
        var trip = ledger.Finished[0];
        Assert.Multiple(() =>
        {
            Assert.That(trip.MaeTicks, Is.EqualTo(4));
            Assert.That(trip.MfeTicks, Is.EqualTo(11));
            Assert.That(trip.SignalId, Is.EqualTo(70));
            Assert.That(trip.OrderId, Is.EqualTo(7));
            Assert.That(trip.EnteredAt, Is.EqualTo(Morning));
            Assert.That(trip.ExitedAt, Is.EqualTo(Morning.Plus(60)));
        });
    }

    /// <summary>Two programs of Sierra number their orders and executions each from 1; found by seeds 9 and 37 of the simulation.</summary>
    [Test]
    public void Executions_of_two_instruments_count_both_though_they_have_one_name()
    {
        var ledger = Ledger();
        var fill = Fill(1, 24_000, Morning);
        Assert.That(ledger.Take(fill, Es), Is.EqualTo(FillOutcome.Counted));
        Assert.That(ledger.Take(fill, Mes), Is.EqualTo(FillOutcome.Counted));
        Assert.That(ledger.LotsOf(Mes), Is.EqualTo(1));
        Assert.That((ledger.Take(fill, Mes), ledger.Take(fill, Es)), Is.EqualTo((FillOutcome.Duplicate, FillOutcome.Duplicate)));
    }

    [Test]
    public void The_same_execution_never_counts_twice()
    {
        var ledger = Ledger();
        var fill = Fill(1, 24_000, Morning);
        Assert.That(ledger.Take(fill, Es), Is.EqualTo(FillOutcome.Counted));
        Assert.That(ledger.Take(fill with { ObservedAt = Morning.Plus(1) }, Es), Is.EqualTo(FillOutcome.Duplicate));
        Assert.That(ledger.LotsOf(Es), Is.EqualTo(1));
        Assert.That(ledger.FeesCents, Is.EqualTo(215));
    }

    [Test]
    public void A_fill_that_cannot_be_changes_nothing_and_is_counted()
    {
        var ledger = Ledger();
        var fill = Fill(1, 24_000, Morning);
        foreach (
            var wrong in new[]
            {
                fill with
                {
                    Lots = Contracts.Trusted(-1),
                },
                fill with
                {
                    Lots = default,
                },
                fill with
                {
                    Price = default,
                },
                fill with
                {
                    Direction = Direction.None,
                },
            }
        )
        {
            Assert.That(ledger.Take(wrong, Es), Is.EqualTo(FillOutcome.Impossible));
        }

        Assert.That((ledger.ImpossibleFills, ledger.LotsOf(Es), ledger.FeesCents), Is.EqualTo((4, 0, 0)));
        Assert.That(ledger.Take(fill, Es), Is.EqualTo(FillOutcome.Counted), "its key was not used up");
    }

    [Test]
    public void Order_ids_are_each_instruments_own()
    {
        var ledger = Ledger();
        ledger.EntrySent(Es, Note(1, 10, 1, 24_000, Morning));
        ledger.EntrySent(Mes, Note(1, 20, 1, 24_000, Morning));
        ledger.Fills(Mes, 1, 24_000, Morning, 1);
        ledger.Fills(Mes, -1, 24_000, Morning, 1);
        Assert.That(ledger.Finished[0].SignalId, Is.EqualTo(20));
    }

    [Test]
    public void A_new_trade_date_counts_from_nothing_and_keeps_positions()
    {
        var ledger = Ledger();
        ledger.Trips(Es, 24_000, -8, Morning);
        ledger.Fills(Es, 1, 24_000, Morning);
        Assert.That(ledger.Advance(NewYork.At("2026-06-10 17:59:59")), Is.False);
        Assert.That(ledger.Advance(NewYork.At("2026-06-10 18:00")), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(ledger.TradeDate, Is.EqualTo(new DateOnly(2026, 6, 11)));
            Assert.That((ledger.RealizedCents, ledger.FeesCents, ledger.TradesToday), Is.EqualTo((0, 0, 0)));
            Assert.That(ledger.LotsOf(Es), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_holidays_session_counts_for_the_next_trade_date()
    {
        var ledger = Ledger(at: NewYork.At("2026-06-18 20:00"));
        Assert.That(ledger.TradeDate, Is.EqualTo(new DateOnly(2026, 6, 22)));
        ledger.Trips(Es, 24_000, -8, NewYork.At("2026-06-19 12:00"));
        Assert.That(ledger.Advance(NewYork.At("2026-06-21 18:00")), Is.False, "the same trade date goes on");
        ledger.Trips(Es, 24_000, -8, NewYork.At("2026-06-22 10:00"));
        Assert.That(ledger.TradesToday, Is.EqualTo(2));
    }

    [Test]
    public void A_fill_that_is_told_on_another_day_counts_for_its_own()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 1, 24_000, NewYork.At("2026-06-10 15:50"));
        ledger.Advance(NewYork.At("2026-06-11 09:00"));
        ledger.Fills(Es, -1, 24_016, NewYork.At("2026-06-10 15:59"));
        Assert.Multiple(() =>
        {
            Assert.That(ledger.RealizedCents, Is.Zero, "yesterday's gain is no allowance for today's losses");
            Assert.That(ledger.LotsOf(Es), Is.Zero);
            Assert.That(ledger.Finished[0].TradeDate, Is.EqualTo(new DateOnly(2026, 6, 10)));
            Assert.That(ledger.Finished[0].ProfitCents, Is.EqualTo(19_570));
        });
    }

    [Test]
    public void A_fill_that_is_dated_ahead_begins_no_trade_date()
    {
        var ledger = Ledger();
        ledger.Trips(Es, 24_000, -100, Morning);
        ledger.Trips(Es, 24_000, -100, NewYork.At("2027-01-05 10:00"));
        Assert.That(ledger.TradeDate, Is.EqualTo(new DateOnly(2026, 6, 10)));
        Assert.That(ledger.RealizedCents, Is.EqualTo(-2 * (125_000 + 430)));
        Assert.That(ledger.Breaches, Is.EqualTo(TradingBreach.DailyLoss));
    }

    // ES at 24,000 with a stop of 8 ticks: 8 + 2 of slippage a contract, and the fee of the exit.
    [TestCase(0, 24_000, -12_715, Description = "at the entry")]
    [TestCase(0, 23_980, -27_715, Description = "the price is beyond the stop")]
    [TestCase(23_996, 24_000, -7_715, Description = "the stop is known to stand nearer")]
    [TestCase(24_010, 24_020, 0, Description = "what the stop locks in is no allowance")]
    public void The_worst_open_loss_is_to_the_stop_with_slippage_and_fee(int stop, int last, long cents)
    {
        var ledger = Ledger();
        ledger.EntrySent(Es, Note(1, 1, 1, 24_000, Morning));
        ledger.Fills(Es, 1, 24_000, Morning, 1);
        ledger.Mark(Es, PriceTicks.Trusted(last));
        ledger.SetStop(Es, PriceTicks.Trusted(stop));
        Assert.That(ledger.WorstOpenCents, Is.EqualTo(cents));
    }

    [Test]
    public void A_position_without_a_known_stop_has_one_assumed_from_where_the_price_is()
    {
        var ledger = Ledger();
        ledger.Fills(Es, -2, 24_000, Morning);
        ledger.Mark(Es, PriceTicks.Trusted(24_010));
        // 10 ticks are lost, 8 more are assumed, 2 of slippage, twice; two fees.
        Assert.That(ledger.WorstOpenCents, Is.EqualTo(-2 * (20 * 1250 + 215)));
    }

    [Test]
    public void The_stop_of_a_position_is_forgotten_with_it()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 1, 24_000, Morning);
        ledger.SetStop(Es, PriceTicks.Trusted(23_999));
        ledger.Fills(Es, -1, 24_000, Morning);
        ledger.Fills(Es, 1, 24_000, Morning);
        Assert.That(ledger.WorstOpenCents, Is.EqualTo(-(10 * 1250 + 215)));
    }

    [Test]
    public void Two_instruments_share_one_account()
    {
        var ledger = Ledger();
        ledger.Trips(Es, 24_000, -8, Morning);
        ledger.Trips(Mes, 24_000, 16, Morning, 10);
        ledger.Fills(Mes, 3, 24_000, Morning);
        Assert.Multiple(() =>
        {
            Assert.That(ledger.RealizedCents, Is.EqualTo(-10_430 + 20_000 - 1_140 - 171));
            Assert.That(ledger.MarginWithCents(Es, 1), Is.EqualTo(1_300_000 + 390_000));
            Assert.That(ledger.Engaged, Is.EqualTo(1));
        });
    }

    [Test]
    public void Counting_fills_and_prices_allocates_nothing()
    {
        var ledger = Ledger();
        void Day()
        {
            for (var i = 0; i < 1_000; i++)
            {
                ledger.Mark(Es, PriceTicks.Trusted(24_000 + i % 7));
                ledger.Fills(Es, i % 2 == 0 ? 1 : -1, 24_000, Morning);
                ledger.Advance(Morning);
            }
        }

        Day();
        var before = AllocatedBytes.OfThisThread();
        Day();
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    [Test]
    public void Refuses_instruments_that_cannot_be() =>
        Assert.Multiple(() =>
        {
            Refused([], "at least one instrument");
            Refused([Instruments[0], Instruments[0]], "one name");
            Refused([Instruments[0] with { TickValueCents = 0 }], "TickValueCents 0 of ES");
            Refused([Instruments[0] with { MarginCents = -1 }], "MarginCents -1 of ES");
            Refused([Instruments[0] with { Name = " " }], "needs a name");
        });

    private static void Refused(AccountInstrument[] instruments, string named) =>
        Assert.That(() => new AccountLedger(new AccountOptions(), instruments), Throws.ArgumentException.With.Message.Contains(named));
}
