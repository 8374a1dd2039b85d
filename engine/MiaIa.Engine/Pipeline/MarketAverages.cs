using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The averages that features stand on, as they are after the last event, for whoever shows them. One object for the life of the
/// core; reading it allocates nothing. What is not known is null, never 0.
/// </summary>
public sealed class MarketAverages
{
    private readonly MarketState _market;
    private readonly VwapBandsSignal _bands;

    internal MarketAverages(MarketState market, VwapBandsSignal bands) => (_market, _bands) = (market, bands);

    /// <summary>The session VWAP since the Globex open; null before the first trade of the trading day.</summary>
    public VwapLevel? GlobexVwap => LevelOf(_market.Globex);

    /// <summary>The session VWAP since the regular open; null before its first trade.</summary>
    public VwapLevel? RegularVwap => LevelOf(_market.Regular);

    /// <summary>
    /// VWAP and deviation over the last 20 closed minute bars (or as many as the settings say) on (high + low + close)/3; null while there
    /// are fewer since the first trade or the last gap.
    /// </summary>
    public VwapLevel? BarVwap => _bands.HasBands(_market) ? new VwapLevel(_bands.Bands.Ticks, _bands.Bands.DeviationTicks) : null;

    /// <summary>Average true range of the minute bars in ticks, at least 2 (Wilder, 14 bars); null while there are fewer.</summary>
    public double? AtrTicks => _market.Bars.HasAtr ? _market.Bars.AtrTicks : null;

    private static VwapLevel? LevelOf(AnchoredVwap vwap) => vwap.HasTraded ? new VwapLevel(vwap.Ticks, vwap.Deviation()) : null;
}
