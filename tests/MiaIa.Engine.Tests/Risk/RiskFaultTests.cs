using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Accounts;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Risk;

/// <summary>The rows of the table of faults that risk answers for.</summary>
public sealed class RiskFaultTests
{
    private static readonly EntryCase Entry = new();

    [Test]
    public void Fault_10_Clock_skew_blocks_and_a_clock_that_steps_back_shortens_no_pause()
    {
        Assert.That((Entry with { IsClockOff = true }).Refusals(), Is.EqualTo("STALE_FEED"));
        var ledger = Books.Ledger(at: Entry.Now);
        ledger.Trips(Books.Es, 24_000, -8, Entry.Now);
        foreach (var seconds in new[] { -7_200, -60, 60 })
        {
            var back = Entry with { Ledger = ledger, Now = Entry.Now.Plus(seconds) };
            Assert.That(back.Refusals(), Is.EqualTo("LOSS_COOLDOWN LOSS_LEVEL"), $"{seconds} s");
        }

        // Nor does it begin a trade date again that is over.
        ledger.Advance(NewYork.At("2026-06-09 18:00"));
        Assert.That(ledger.Advance(Entry.Now), Is.False);
        Assert.That(ledger.TradeDate, Is.EqualTo(new DateOnly(2026, 6, 10)));
    }

    [TestCase(24_000, 24_000, TestName = "Fault_11_Locked_book")]
    [TestCase(24_001, 24_000, TestName = "Fault_11_Crossed_book")]
    public void Fault_11_A_book_that_stays_crossed_blocks(int bid, int ask)
    {
        var crossed = Entry with { Bid = bid, Ask = ask, BookUnsoundSeconds = 1 };
        Assert.That(crossed.Refusals(), Is.Empty, "for a second it may be a book half read");
        Assert.That((crossed with { BookUnsoundSeconds = 1.001 }).Refusals(), Is.EqualTo("BOOK_UNSOUND"));
    }

    [Test]
    public void Fault_13_No_volume_in_regular_hours_blocks()
    {
        var silent = Entry with { LastTradeSecondsAgo = 60 };
        Assert.That(silent.Refusals(), Is.EqualTo("NO_VOLUME"));
        Assert.That((silent with { LastTradeSecondsAgo = 59.9 }).Refusals(), Is.Empty);
        // Outside regular hours only the session stands against it.
        Assert.That((silent with { Now = NewYork.At("2026-06-09 03:00") }).Refusals(), Is.EqualTo("SESSION"));
    }

    [TestCase(TradingMode.DryRun, false, "", null, true, TestName = "Fault_17_On_paper_everything_fits")]
    [TestCase(TradingMode.DryRun, true, "", true, true, TestName = "Fault_17_Paper_with_a_replay")]
    [TestCase(TradingMode.Sim, false, "", true, true, TestName = "Fault_17_Sim_while_Sierra_simulates")]
    [TestCase(TradingMode.Sim, false, "", false, false, TestName = "Fault_17_Sim_while_Sierra_is_live")]
    [TestCase(TradingMode.Sim, false, "", null, false, TestName = "Fault_17_Sim_while_Sierra_has_not_said")]
    [TestCase(TradingMode.Live, false, "A1", false, true, TestName = "Fault_17_Live_on_a_listed_account")]
    [TestCase(TradingMode.Live, true, "A1", false, false, TestName = "Fault_17_Live_with_a_label_in_the_path")]
    [TestCase(TradingMode.Live, false, "A1", true, false, TestName = "Fault_17_Live_while_Sierra_simulates")]
    [TestCase(TradingMode.Live, false, "A1", null, false, TestName = "Fault_17_Live_while_Sierra_has_not_said")]
    [TestCase(TradingMode.Live, false, "a1", false, false, TestName = "Fault_17_Live_on_another_account")]
    [TestCase(TradingMode.Live, false, "", false, false, TestName = "Fault_17_Live_on_no_account")]
    [TestCase((TradingMode)0, false, "A1", false, false, TestName = "Fault_17_No_mode")]
    public void Fault_17_Sierras_state_must_fit_the_mode(TradingMode mode, bool isLabelled, string account, bool? simulates, bool passes)
    {
        var entry = Entry with
        {
            Mode = mode,
            IsLabelled = isLabelled,
            Account = account,
            IsSierraSimulating = simulates,
            Options = new RiskOptions { IsLiveAllowed = true, LiveAccounts = ["A1"] },
        };
        Assert.That(entry.Refusals(), Is.EqualTo(passes ? "" : "MODE_MISMATCH"));
        if (mode == TradingMode.Live)
            Assert.That((entry with { Options = new RiskOptions { LiveAccounts = ["A1"] } }).Refusals(), Is.EqualTo("MODE_MISMATCH"));
    }

    [Test]
    public void Fault_34_Daily_loss_counts_what_is_realised_open_and_at_stake()
    {
        // ES with 8 ticks of stop and 2 of slippage loses at most 125 $ and 4.30 $ of fees a contract.
        var ledger = Books.Ledger(at: Entry.Now.Plus(-7_200));
        ledger.Trips(Books.Es, 23_000, -149, Entry.Now.Plus(-3_600)); // 1862.50 $ and 4.30 $
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.Empty, "1996.10 $ at worst");
        Assert.That((Entry with { Ledger = ledger, Lots = 2 }).Refusals(), Is.EqualTo("DAILY_LOSS"));
        Assert.That((Entry with { Ledger = ledger, StopTicks = 9 }).Refusals(), Is.EqualTo("DAILY_LOSS"));
        ledger.Trips(Books.Mes, 23_000, 0, Entry.Now.Plus(-3_600), 4); // 4.56 $ of fees
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo("DAILY_LOSS"), "2000.66 $ at worst");
        ledger.Fills(Books.Mes, 1, 24_000, Entry.Now);
        ledger.Mark(Books.Mes, PriceTicks.Trusted(24_000));
        var finding = (Entry with { Ledger = ledger }).Judge().Findings[(int)RiskCode.DailyLoss];
        // … with 0.57 $ of its fee, 12.50 $ to a stop of 8 and 2 ticks that is assumed, and the fee of its exit.
        Assert.That((finding.Value, finding.Limit), Is.EqualTo((2_000.66 + 0.57 + 12.50 + 0.57, 2_000.0)));
    }

    // One contract of ES: 10 ticks of 12.50 $ and two fees.
    [TestCase(12_930, "")]
    [TestCase(12_929, "DAILY_LOSS")]
    public void Fault_34_An_entry_may_stake_exactly_what_is_left(long limit, string codes)
    {
        var ledger = Books.Ledger(new AccountOptions { DailyLossLimitCents = limit }, Entry.Now);
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo(codes));
    }

    [Test]
    public void Fault_34_A_breach_is_latched_to_the_next_trade_date_over_restarts_and_persons()
    {
        var ledger = Books.Ledger(at: NewYork.At("2026-06-18 19:00"));
        ledger.Trips(Books.Es, 23_000, -160, NewYork.At("2026-06-19 10:00"));
        Assert.That(ledger.Breaches, Is.EqualTo(TradingBreach.DailyLoss));
        ledger = AccountLedgerLawTests.Carried(ledger, new AccountOptions());
        // The session of Juneteenth belongs to Monday: a person on Monday evening is still within that trade date's hours until 17:00.
        foreach (var moment in new[] { "2026-06-19 12:00", "2026-06-21 18:00", "2026-06-22 10:00", "2026-06-22 17:59" })
        {
            ledger.Advance(NewYork.At(moment));
            Assert.That(ledger.Resume(), Is.EqualTo(TradingBreach.DailyLoss), moment);
            Assert.That(ledger.StateOf(Books.Mes), Is.EqualTo(TradingState.Halted), moment);
        }

        ledger.Advance(NewYork.At("2026-06-22 18:00"));
        Assert.That(ledger.StateOf(Books.Es), Is.EqualTo(TradingState.Halted), "only a person goes back to ACTIVE");
        Assert.That(ledger.Resume(), Is.EqualTo(TradingBreach.None));
        Assert.That(ledger.StateOf(Books.Es), Is.EqualTo(TradingState.Active));
        ledger.Trips(Books.Es, 23_000, -160, NewYork.At("2026-06-23 10:00"));
        Assert.That(ledger.Resume(), Is.EqualTo(TradingBreach.DailyLoss), "a new one is latched anew");
    }

    [Test]
    public void Fault_35_The_51st_trade_of_a_trade_date_is_refused()
    {
        var ledger = Books.Ledger(at: Entry.Now.Plus(-7_200));
        for (var trade = 1; trade <= 50; trade++)
        {
            Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.Empty, $"trade {trade}");
            ledger.Trips(Books.Es, 24_000, 1, Entry.Now.Plus(-3_600));
        }

        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo("TRADES_OF_DAY"));
        Assert.That(
            (Entry with { Ledger = ledger, Now = NewYork.At("2026-06-10 14:00") }).Refusals(),
            Is.Empty,
            "the next day begins anew"
        );
    }

    [Test]
    public void Fault_35_The_third_contract_is_refused()
    {
        Assert.That((Entry with { Lots = 2 }).Refusals(), Is.Empty);
        Assert.That((Entry with { Lots = 3 }).Refusals(), Is.EqualTo("POSITION_CEILING"));
        var ledger = Books.Ledger(at: Entry.Now);
        ledger.Fills(Books.Es, 2, 24_000, Entry.Now);
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo("POSITION_CEILING POSITION_OPEN"));
    }

    [Test]
    public void Fault_36_The_seventh_entry_of_a_minute_disables_trading_until_a_person_enables_it()
    {
        var ledger = Books.Ledger(at: Entry.Now);
        for (ulong i = 1; i <= 6; i++)
        {
            Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.Empty, $"entry {i}");
            Send(ledger, i, 24_000 + (int)i);
        }

        Assert.That((Entry with { Ledger = ledger, IsReconciled = false }).Refusals(), Is.EqualTo("RUNAWAY RECONCILING"));
        Assert.That(ledger.Breaches, Is.EqualTo(TradingBreach.None), "it would not have been sent anyway");
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo("RUNAWAY"));
        Assert.That((Entry with { Ledger = ledger, Now = Entry.Now.Plus(3_600) }).Refusals(), Is.EqualTo("HALTED"), "no time heals it");
        Assert.That(ledger.Resume(), Is.EqualTo(TradingBreach.None));
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.Empty);
    }

    [Test]
    public void Fault_36_A_minute_later_six_entries_are_none()
    {
        var ledger = Books.Ledger(at: Entry.Now);
        for (ulong i = 1; i <= 6; i++)
            Send(ledger, i, 24_000 + (int)i);
        Assert.That((Entry with { Ledger = ledger, Now = Entry.Now.Plus(59.9) }).Judge().IsRefusedBy(RiskCode.Runaway));
        ledger.Resume();
        for (ulong i = 7; i <= 12; i++)
            Send(ledger, i, 24_000 + (int)i);
        Assert.That((Entry with { Ledger = ledger, Now = Entry.Now.Plus(60) }).Refusals(), Is.Empty);
    }

    [Test]
    public void Fault_36_The_third_identical_entry_disables_trading()
    {
        var ledger = Books.Ledger(at: Entry.Now.Plus(-3_600));
        Send(ledger, 1, 24_000, -3_000);
        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.Empty, "the second one");
        Send(ledger, 2, 24_000, -2_000);
        foreach (var other in new[] { Entry with { Lots = 2 }, Entry with { Direction = Direction.Short }, Entry with { Last = 24_001 } })
            Assert.That((other with { Ledger = ledger }).Refusals(), Is.Empty, "another one");

        Assert.That((Entry with { Ledger = ledger }).Refusals(), Is.EqualTo("RUNAWAY"));
        Assert.That(ledger.Breaches, Is.EqualTo(TradingBreach.Runaway));
    }

    // The collar is 8 ticks: from the signal's reference, and from the side of the book that would be hit.
    [TestCase(24_008, 24_008, "")]
    [TestCase(24_009, 24_009, "PRICE_COLLAR")]
    [TestCase(23_991, 23_999, "PRICE_COLLAR")]
    [TestCase(24_000, 24_008, "")]
    [TestCase(24_000, 24_009, "PRICE_COLLAR")]
    [TestCase(0, 24_000, "PRICE_COLLAR")]
    public void Fault_37_A_price_outside_the_collar_is_refused(int last, int ask, string codes) =>
        Assert.That((Entry with { Last = last, Ask = ask, Bid = ask - 1 }).Refusals(), Is.EqualTo(codes));

    [Test]
    public void Fault_37_A_signal_without_a_reference_is_refused() =>
        Assert.That((Entry with { Reference = 0, StopTicks = -1, TargetTicks = 1 }).Judge().IsRefusedBy(RiskCode.PriceCollar));

    [Test]
    public void Fault_37_A_reference_that_may_be_stale_is_refused()
    {
        Assert.That((Entry with { AreFeedsFresh = false }).Refusals(), Is.EqualTo("STALE_FEED"), "the last price that was heard");
        Assert.That((Entry with { IsClockOff = true }).Refusals(), Is.EqualTo("STALE_FEED"), "of another time than this PC's");
        Assert.That((Entry with { Last = 0 }).Judge().IsRefusedBy(RiskCode.PriceCollar), "nothing to hold it against");
    }

    private static void Send(AccountLedger ledger, ulong order, int reference, double seconds = 0)
    {
        ledger.EntrySent(Books.Es, Books.Note(order, order, 1, reference, Entry.Now.Plus(seconds)));
        ledger.EntryEnded(Books.Es);
    }
}
