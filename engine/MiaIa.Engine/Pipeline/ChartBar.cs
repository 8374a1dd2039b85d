using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>A minute bar for whoever draws it.</summary>
/// <param name="StartMillis">Market time of its beginning, since 1970.</param>
/// <param name="Open">In ticks, as the other prices.</param>
/// <param name="High">The highest trade.</param>
/// <param name="Low">The lowest trade.</param>
/// <param name="Close">The last trade.</param>
/// <param name="BuyLots">Contracts bought at the ask.</param>
/// <param name="SellLots">Contracts sold at the bid.</param>
public readonly record struct ChartBar(long StartMillis, int Open, int High, int Low, int Close, long BuyLots, long SellLots)
{
    /// <summary>The session VWAP at its end, or now while it forms; null where that is not known.</summary>
    public VwapLevel? Vwap { get; init; }
}
