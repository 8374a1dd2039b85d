using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Pipeline;

/// <summary>The levels of one core, as they stand when they are asked for, and what is known of the options behind them.</summary>
public sealed class DrawnLevels
{
    /// <summary>How many levels there are.</summary>
    public const int Count = (int)DrawnLevel.ValueAreaLow + 1;

    /// <summary>The chain coverage that feature 1 needs.</summary>
    public const double CoverageMin = GammaLevelsProximity.CoverageMin;

    private readonly MarketState _market;
    private readonly OptionState _options;

    internal DrawnLevels(MarketState market, OptionState options)
    {
        _market = market;
        _options = options;
    }

    /// <summary>Where the chain comes from; none before one is listed.</summary>
    public ChainSource ChainSource => _options.Main.Source;

    /// <summary>The index under the future.</summary>
    public IndexSymbol Index => _options.Options.Index;

    /// <summary>What the options feed says of itself.</summary>
    public FeedCondition ChainCondition => _options.Main.Condition;

    /// <summary>Chain coverage at the last fit, 0 … 1; 0 before it.</summary>
    public double ChainCoverage => _options.Gamma.Coverage;

    /// <summary>Share of the chain's open interest × γ whose open interest arrived, at the last fit, 0 … 1; 0 before it.</summary>
    public double OpenInterestShare => _options.Gamma.OpenInterestShare;

    /// <summary>Whether the levels rest on too little of the chain for feature 1 to read them.</summary>
    public bool IsChainPartial => _options.Gamma.IsFitted && _options.Gamma.Coverage < GammaLevelsProximity.CoverageMin;

    /// <summary>Future less index, in points; NaN before it was measured.</summary>
    public double BasisPoints => _options.Basis.Points;

    /// <summary>When the basis was last measured; the default when it never was.</summary>
    public UnixNanos BasisAt => _options.Basis.MeasuredAt;

    /// <summary>The newest VIX (VXN) in percent; 0 when none came.</summary>
    public double VolatilityPoints => _options.VolatilityPoints;

    /// <summary>Which volatility index <see cref="VolatilityPoints"/> is.</summary>
    public IndexSymbol VolatilityIndex => _options.Options.Volatility;

    /// <summary>Put volume over call volume of the first live expiries today; NaN while either is 0.</summary>
    public double PutCallRatio => Math.Exp(_options.MainFlow.LogRatio);

    /// <summary>The analytics of the chain; null before one is listed. Read only: they are the core's own.</summary>
    public OptionAnalytics? Analytics => _options.Gamma.Analytics;

    /// <summary>The levels of the trading day so far, minute by minute. Read only: they are the core's own.</summary>
    public GammaDay Day => _options.Gamma.Day;

    /// <summary>ln(put/call volume) at the minute marks of this trading day, by minute after midnight New York; NaN = none.</summary>
    /// <param name="index">The instrument's index, or its backup; empty for any other.</param>
    public ReadOnlySpan<double> PutCallOf(IndexSymbol index) =>
        index == _options.Main.Index ? _options.MainFlow.Today
        : index == _options.Backup.Index ? _options.BackupFlow.Today
        : [];

    /// <summary>The source of a chain; none when nothing is listed or this instrument does not read it.</summary>
    public ChainSource SourceOf(IndexSymbol index) =>
        index == _options.Main.Index ? _options.Main.Source
        : index == _options.Backup.Index ? _options.Backup.Source
        : ChainSource.None;

    /// <summary>Whether a level comes from the options.</summary>
    public static bool IsOfOptions(DrawnLevel level) => level <= DrawnLevel.FirstAbsoluteGamma;

    /// <summary>A level in ticks, not rounded; NaN when there is none.</summary>
    public double TicksOf(DrawnLevel level) =>
        level switch
        {
            DrawnLevel.SessionVwap => _market.Regular.HasTraded ? _market.Regular.Ticks
            : _market.Globex.HasTraded ? _market.Globex.Ticks
            : double.NaN,
            DrawnLevel.PointOfControl => ProfileTicks(_market.Profile.PointOfControl),
            DrawnLevel.ValueAreaHigh => ProfileTicks(_market.Profile.ValueArea().High),
            DrawnLevel.ValueAreaLow => ProfileTicks(_market.Profile.ValueArea().Low),
            // Without a basis nothing was placed in this contract's ticks.
            _ => _options.Gamma.IsFitted && !double.IsNaN(_options.Basis.Points) ? PlacedTicks(level, _options.Gamma) : double.NaN,
        };

    private double ProfileTicks(PriceTicks price) => _market.Profile.HasTraded ? price.Value : double.NaN;

    private static double PlacedTicks(DrawnLevel level, GammaLevels placed) =>
        level switch
        {
            DrawnLevel.CallWall => placed.CallWall.NewestTicks,
            DrawnLevel.PutWall => placed.PutWall.NewestTicks,
            DrawnLevel.ZeroGamma => placed.ZeroGammaTicks,
            DrawnLevel.AbsoluteGamma => placed.AbsoluteGamma.NewestTicks,
            DrawnLevel.FirstCallWall => placed.FirstCallWall.NewestTicks,
            DrawnLevel.FirstPutWall => placed.FirstPutWall.NewestTicks,
            DrawnLevel.FirstZeroGamma => placed.FirstZeroGammaTicks,
            DrawnLevel.FirstAbsoluteGamma => placed.FirstAbsoluteGamma.NewestTicks,
            _ => double.NaN,
        };
}
