using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// The nine detectors of one instrument. They look when a bar closes; only sweep, the track of the forming bar and the 30 s of
/// absorption look at trades. After lost trades, and on a new trading day, all of them begin anew and the board is empty.
/// </summary>
internal sealed class PatternDetectors
{
    private readonly BarPattern[] _atClose =
    [
        new Headfake(),
        new Exhaustion(),
        new StackedImbalance(),
        new LongBarReversal(),
        new DeltaDivergence(),
    ];

    private readonly BattleNavale _battle = new();
    private readonly Absorption _absorption = new();
    private readonly GammaPin _pin = new();
    private readonly Sweep _sweep;
    private BarTrack _track;
    private double _atrTicks;
    private long _barsOfDay;

    internal PatternDetectors(PatternOptions options)
    {
        Board = new PatternBoard(options);
        _sweep = new Sweep(Board);
    }

    /// <summary>The newest event of each name.</summary>
    internal PatternBoard Board { get; }

    /// <summary>Closed bars of this trading day without a lost trade.</summary>
    internal long WholeBars { get; private set; }

    /// <summary>What the options say; read when a bar closes.</summary>
    internal GammaPinInput Gamma { get; set; }

    /// <summary>Market time has moved, and with it perhaps bars and the day; the event itself is not applied yet.</summary>
    internal void Advance(MarketState market, MarketChange change)
    {
        if (market.NowMillis > _absorption.DecidedAt)
            Hold(market.NowMillis, market.LastTradeAt);
        if ((change & (MarketChange.Bar | MarketChange.Session)) == 0)
            return;
        if ((change & MarketChange.Bar) != 0)
            BarClosed(market);
        if ((change & MarketChange.Session) == 0)
            return;
        _barsOfDay = 0;
        Restart();
    }

    /// <summary>A trade was applied to the market.</summary>
    internal void Traded(MarketState market)
    {
        var price = market.Bars.LastPrice;
        _track.Add(market.NowMillis, price);
        if (market.Prints.Prices >= Sweep.PricesMin)
            _sweep.Swept(market.Prints, market.Bars.Count, market.LastTradeAt);
        if (_absorption.IsWatching && _absorption.TryFireAt(price, out var points, out var strength))
            Fire(PatternKind.Absorption, points, strength, _absorption.Bar, market.LastTradeAt);
    }

    /// <summary>The bars of an older chain were taken.</summary>
    internal void Restored(MinuteBars bars) => _atrTicks = bars.HasAtr ? bars.AtrTicks : 0;

    /// <summary>Trades are missing.</summary>
    internal void Break()
    {
        Restart();
        _atrTicks = 0;
    }

    private void Hold(long millis, UnixNanos at)
    {
        if (_absorption.TryFireBy(millis, out var points, out var strength))
            Fire(PatternKind.Absorption, points, strength, _absorption.Bar, at);
    }

    private void BarClosed(MarketState market)
    {
        var bars = market.Bars;
        WholeBars = Math.Min(bars.Whole, ++_barsOfDay);
        var rows = market.Footprint.Back(0);
        var fromAbove = new BarView(bars, rows, _track, WholeBars, _atrTicks, isUp: true);
        var fromBelow = new BarView(bars, rows, _track, WholeBars, _atrTicks, isUp: false);
        if (WholeBars > 0)
            Look(market, fromAbove, fromBelow, rows);
        _track = default;
        _atrTicks = bars.HasAtr ? bars.AtrTicks : 0;
    }

    private void Look(MarketState market, in BarView fromAbove, in BarView fromBelow, BarFootprint rows)
    {
        var (bar, at) = (market.Bars.Count, market.LastTradeAt);
        if (_battle.IsCancelledBy(fromAbove, fromBelow))
            Board.Cancel(PatternKind.BattleNavale, _battle.Happened);
        if (_battle.TryFire(fromAbove, fromBelow, out var points, out var strength))
            _battle.Watch(points, Fire(PatternKind.BattleNavale, points, strength, bar, at));
        foreach (var pattern in _atClose)
        {
            if (pattern.TryFire(fromAbove, fromBelow, out points, out strength))
                Fire(pattern.Kind, points, strength, bar, at);
        }

        if (_pin.TryFire(market.Bars.Closed, Gamma, out points))
            Fire(PatternKind.GammaPin, points, Math.Min(1, Gamma.LongGamma), bar, at);
        _absorption.BarClosed(fromAbove, fromBelow, rows, bar);
        if (market.NowMillis > _absorption.DecidedAt)
            Hold(market.NowMillis, at);
    }

    private long Fire(PatternKind kind, int points, double strength, long bar, UnixNanos at) =>
        Board.Fire(kind, points > 0 ? Direction.Long : Direction.Short, strength, bar, at);

    private void Restart()
    {
        WholeBars = 0;
        foreach (var pattern in _atClose)
            pattern.Restart();
        _battle.Restart();
        _absorption.Restart();
        _pin.Restart();
        _sweep.Restart();
        Board.Clear();
    }
}
