using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Pipeline;

/// <summary>What the risk gate has to know beside signal and account: the study, its contract, the book's soundness, the balance.</summary>
internal sealed class RiskFacts
{
    private readonly TradingMode _mode;
    private MarketState _market;
    private ContractSymbol _chart;
    private ContractSymbol _trade;
    private DateOnly _symbolsOf;
    private UnixNanos _bookUnsoundSince;
    private long? _balanceCents;
    private bool _isLabelled;
    private bool _isBookLost = true;

    internal RiskFacts(TradingMode mode, MarketState market)
    {
        _mode = mode;
        _market = market;
    }

    /// <summary>What the attached study says of its chart; null while none is attached.</summary>
    internal AttachedStudy? Study { get; private set; }

    /// <summary>Prices are those of another market from here on.</summary>
    internal void MoveTo(MarketState market) => _market = market;

    internal void Attached(in MarketEvent e)
    {
        (Study, _isLabelled) = (e.Study, e.IsLabelled);
        (_chart, _trade, _symbolsOf) = (default, default, default);
        // It may be another account's.
        _balanceCents = null;
    }

    internal void Detached() => Study = null;

    internal void BookChanged(bool isSound, UnixNanos now)
    {
        _isBookLost = false;
        if (isSound)
            _bookUnsoundSince = default;
        else if (_bookUnsoundSince.Value == 0)
            _bookUnsoundSince = now;
    }

    internal void LoseBook(UnixNanos now)
    {
        _isBookLost = true;
        if (_bookUnsoundSince.Value == 0)
            _bookUnsoundSince = now;
    }

    internal void Read(PositionReading? position) => _balanceCents = position?.BalanceCents ?? _balanceCents;

    internal RiskContext At(in TradingMoment moment, OrderTracker orders)
    {
        ReadSymbols();
        return new()
        {
            Now = moment.Now,
            Session = _market.Session,
            LastPrice = PriceTicks.Trusted(_market.Bars.LastPrice),
            LastTradeAt = _market.LastTradeAt,
            Bid = _isBookLost ? default : _market.Book.BestBid.Price,
            Ask = _isBookLost ? default : _market.Book.BestAsk.Price,
            BookUnsoundSince = _bookUnsoundSince,
            AreFeedsFresh = moment.AreFeedsFresh,
            IsClockOff = moment.IsClockOff || moment.IsHistory,
            Mode = _mode,
            IsLabelled = _isLabelled || Study is { IsReplay: true },
            // A study in another mode would refuse: what Sierra simulates is then nobody's business.
            IsSierraSimulating = Study is { } study && study.Mode == (byte)_mode ? study.IsSimulationOn : null,
            Account = Study?.Account ?? "",
            BalanceCents = _balanceCents,
            Chart = _chart,
            Trade = _trade,
            HasOpenEntry = orders.HasOpenEntry,
            IsReconciled = orders.IsReconciled,
        };
    }

    // A year of one digit is read by the day.
    private void ReadSymbols()
    {
        if (Study is null || _symbolsOf == _market.Session.Date)
            return;
        _symbolsOf = _market.Session.Date;
        ContractSymbol.TryParse(Study.Contract, _symbolsOf, out _chart);
        ContractSymbol.TryParse(Study.TradeSymbol, _symbolsOf, out _trade);
    }
}
