using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Risk;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>From a signal to an order by events alone: what the stage has to know of study, market and switches.</summary>
public sealed class TradingStageTests
{
    private static readonly UnixNanos Begin = NewYork.At("2026-06-09 14:00");

    [Test]
    public void An_approved_signal_is_an_order_on_paper()
    {
        var stage = new Stage();
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        Assert.That((stage.Trading.Orders.HasOpenEntry, stage.Trading.Paper.Position), Is.EqualTo((true, 0)), "a limit order that rests");
        stage.Trade(23_999);
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Account.LotsOf(0)), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_halt_cancels_an_entry_that_has_not_filled()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Take(MarketEvent.Halt(stage.Now));
        Assert.That(stage.Trading.Orders.HasOpenEntry, Is.False);
        stage.Trade(23_990);
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Account.LotsOf(0)), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_halt_closes_no_position()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Trade(23_999);
        stage.Take(MarketEvent.Halt(stage.Now));
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Paper.WorkingStopLots), Is.EqualTo((1, 1)));
    }

    [Test]
    public void The_balance_of_another_account_is_not_this_ones()
    {
        var stage = new Stage();
        stage.Take(OrderEvents.PositionRead(stage.Now, new PositionReading(1, 0, 0, 0, 0, 1_000_00, "", stage.Now)));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.EqualTo("MARGIN"));
        stage.Attach("SIM2");
        stage.Book();
        stage.Born(2);
        Assert.That(stage.Refusals, Is.Empty, "nobody has told its balance");
    }

    [Test]
    public void Fault_38_What_fills_after_a_kill_that_had_seen_flat_is_closed_too()
    {
        var stage = new Stage(TradingMode.Sim);
        stage.Read(0);
        stage.Read(0);
        stage.Take(MarketEvent.Clock(stage.Now));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        var entry = stage.Trading.Intents[0].OrderId;
        stage.Tell(entry, OrderReportKind.Working);
        stage.Take(OrderEvents.Flatten(stage.Now, "desk"));
        var flatten = stage.Trading.Intents.ToArray().Single(intent => intent.Kind == OrderIntentKind.Flatten).OrderId;
        stage.Tell(entry, OrderReportKind.Canceled);
        stage.Read(0);
        stage.Read(0);
        for (var tick = 0; tick < 50 && stage.Trading.Orders.IsFlattening; tick++)
        {
            stage.Read(0);
            stage.Take(MarketEvent.Clock(stage.Now));
        }

        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "flat was seen twice");
        var fill = new Fill(1, entry, OrderRole.Entry, Direction.Long, Contracts.Trusted(1), PriceTicks.Trusted(24_000), stage.Now, false);
        stage.Take(OrderEvents.Filled(stage.Now, fill));
        stage.Read(1);
        stage.Take(MarketEvent.Clock(stage.Now));
        var again = stage.Trading.Intents.ToArray().Single(intent => intent.Kind == OrderIntentKind.Flatten);
        Assert.That((again.OrderId == flatten, again.Reason), Is.EqualTo((false, "killed")));
    }

    [Test]
    public void Fault_42_The_close_comes_also_when_the_market_has_fallen_silent_and_no_clock_that_is_set_brings_it()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Trade(23_999);
        stage.Silent(1, hours: 3);
        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "14:00, and the clock of the PC was set to 17:00");
        stage.Silent(118 * 60);
        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "15:58");
        stage.Silent(90);
        Assert.That(stage.Trading.Paper.Position == 0 || stage.Trading.Orders.IsFlattening, Is.True, "15:59:30");
    }

    [Test]
    public void Fault_44_A_chart_of_another_contract_says_nothing_of_what_is_open_and_no_entry_stands_beside_it()
    {
        var stage = new Stage(TradingMode.Sim);
        stage.Read(0);
        stage.Read(0);
        stage.Take(MarketEvent.Clock(stage.Now));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        var entry = stage.Trading.Intents[0].OrderId;
        stage.Tell(entry, OrderReportKind.Working);
        stage.Take(OrderEvents.Filled(stage.Now, Of(entry, OrderRole.Entry, Direction.Long, 24_000, stage.Now)));
        stage.Read(1);
        Assert.That(stage.Trading.Orders.OwnPosition, Is.EqualTo(1));

        stage.Take(MarketEvent.StudyDetached(stage.Now));
        stage.Attach("SIM1", "ESU26_FUT_CME", isRoll: true);
        stage.LoseBracket();
        stage.Attach("SIM1", "ESU26_FUT_CME");
        stage.LoseBracket();
        Assert.That((stage.Trading.Orders.OwnPosition, stage.Trading.Account.LotsOf(0)), Is.EqualTo((1, 1)), "nothing was inferred");
        stage.Born(2);
        Assert.That(stage.Refusals, Does.Contain("RECONCILING"));
        Assert.That(stage.Trading.Account.RealizedCents, Is.GreaterThanOrEqualTo(-215), "only the entry's fee");

        stage.Attach("SIM1", isRoll: true);
        for (var i = 0; i < 30; i++)
        {
            stage.Read(1);
            stage.Take(MarketEvent.Clock(stage.Now));
        }

        Assert.That((stage.Trading.Orders.OwnPosition, stage.Trading.Orders.ExternalPosition), Is.EqualTo((1, 0)), "back, and known");
    }

    private static Fill Of(ulong id, OrderRole role, Direction direction, int price, UnixNanos at) =>
        new(id + 100, id, role, direction, Contracts.Trusted(1), PriceTicks.Trusted(price), at, false);

    /// <summary>A stage on paper with a study attached, a market of one price and a book around it; entries are limit orders.</summary>
    private sealed class Stage
    {
        private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

        private readonly MarketState _market = new(Calendar);
        private readonly BookSnapshot _book = new();
        private readonly TradingMode _mode;
        private long _at = Begin.Value;
        private long _localAhead;
        private ulong _readings;

        internal Stage(TradingMode mode = TradingMode.DryRun)
        {
            _mode = mode;
            var options = InstrumentOptions.Es with
            {
                Trading = new()
                {
                    Mode = mode,
                    Risk = new RiskOptions { EntersAtLimit = true },
                },
            };
            var account = new AccountLedger(new AccountOptions(), [options.OfAccount()], Calendar);
            Trading = new TradingStage(options, Calendar, _market, account);
            Attach("SIM1");
            Book();
            Trade(24_000);
        }

        internal TradingStage Trading { get; }

        internal UnixNanos Now => UnixNanos.Trusted(_at);

        internal string Refusals { get; private set; } = "";

        internal void Attach(string account, string contract = "ESM26_FUT_CME", bool isRoll = false) =>
            Take(
                MarketEvent.StudyAttached(
                    Now,
                    isContinuation: false,
                    isRoll: isRoll,
                    study: new AttachedStudy(contract, contract, account, (byte)_mode, _mode == TradingMode.Sim, false)
                )
            );

        /// <summary>Flat and without an order for six seconds, as a contract shows that has never been traded.</summary>
        internal void LoseBracket()
        {
            for (var i = 0; i < 60; i++)
            {
                Read(0);
                Take(MarketEvent.Clock(Now));
            }
        }

        internal void Book()
        {
            _book.Clear();
            _book.TryAddBid(new BookLevel(PriceTicks.Trusted(23_999), Contracts.Trusted(20), 0));
            _book.TryAddAsk(new BookLevel(PriceTicks.Trusted(24_001), Contracts.Trusted(20), 0));
            Take(MarketEvent.BookChanged(Now, Now, _book));
        }

        internal void Trade(int price) =>
            Take(
                MarketEvent.Trade(
                    Now,
                    Now,
                    PriceTicks.Trusted(price),
                    Contracts.Trusted(5),
                    Aggressor.Sell,
                    PrintGroup.None,
                    default,
                    default
                )
            );

        /// <summary>Local time alone goes by, and in its first second the clock may be set.</summary>
        internal void Silent(int seconds, int hours = 0)
        {
            _localAhead += hours * 3600L * UnixNanos.PerSecond;
            for (var i = 0; i < seconds; i++)
            {
                _localAhead += UnixNanos.PerSecond;
                var at = _at;
                Take(MarketEvent.Clock(Now));
                _at = at;
            }
        }

        internal void Read(int lots)
        {
            var position = new PositionReading(++_readings, lots, lots, Math.Abs(lots), Math.Abs(lots), null, "", Now);
            Take(OrderEvents.Told(Now, new OrderSnapshot(position, [], [], AreFillsKnown: true, 0, IsAskedKnown: false)));
        }

        internal void Tell(ulong orderId, OrderReportKind kind)
        {
            var (lots, price) = (Contracts.Trusted(1), PriceTicks.Trusted(24_000));
            Take(OrderEvents.Reported(Now, new(kind, orderId, OrderRole.Entry, 11, Direction.Long, lots, default, price, "", Now)));
        }

        internal void Born(ulong signalId)
        {
            var born = new EntryCase { SignalId = signalId, Now = Now }.Born();
            Take(MarketEvent.Clock(Now), born);
            Refusals = Trading.Verdicts[0].RefusedText;
        }

        internal void Take(in MarketEvent e, params Decision[] decisions)
        {
            _market.Advance(Now.Value / UnixNanos.PerMilli);
            if (e.Kind == MarketEventKind.Trade)
                _market.Trade(e, Now);
            else if (e.Kind == MarketEventKind.Book)
                _market.TakeBook(e.Book!, Now);
            Trading.Step(
                e,
                new TradingMoment
                {
                    Now = Now,
                    LocalNow = UnixNanos.Trusted(_at + _localAhead),
                    AreFeedsFresh = true,
                    IsClockOff = false,
                    IsHistory = false,
                    IsNews = true,
                },
                decisions
            );
            _at += 100 * UnixNanos.PerMilli;
        }
    }
}
