using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Risk;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>A stage on paper with a study attached, a market of one price and a book around it; entries are limit orders.</summary>
internal sealed class Stage
{
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    private readonly MarketState _market = new(Calendar);
    private readonly BookSnapshot _book = new();
    private readonly TradingMode _mode;
    private long _at;
    private long _localAhead;
    private ulong _readings;

    internal Stage(TradingMode mode = TradingMode.DryRun, string begins = "2026-06-09 14:00")
    {
        _mode = mode;
        _at = NewYork.At(begins).Value;
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
            MarketEvent.Trade(Now, Now, PriceTicks.Trusted(price), Contracts.Trusted(5), Aggressor.Sell, PrintGroup.None, default, default)
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

    internal void Born(ulong signalId, Direction direction = Direction.Long)
    {
        var born = new EntryCase
        {
            SignalId = signalId,
            Now = Now,
            Direction = direction,
        }.Born();
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
