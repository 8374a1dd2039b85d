using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// What a source lists. The option market lays out its chain from it and keeps nothing else. Contracts are counted through the
/// expiries in their order: row r has contracts 2·r (call) and 2·r + 1 (put).
/// </summary>
/// <param name="Index">SPX, NDX or QQQ.</param>
/// <param name="Source">Of every value to come.</param>
/// <param name="VolatilityFreshNanos">How long an implied volatility of this source serves, above 0; 300 s for live quotes.</param>
/// <param name="Expiries">At least one, in the order of <see cref="OptionChain"/>: settlement, date, root.</param>
public sealed record ListedChain(IndexSymbol Index, ChainSource Source, long VolatilityFreshNanos, IReadOnlyList<OptionListing> Expiries)
{
    /// <summary>Live implied volatilities serve for 300 s.</summary>
    public const long LiveFreshNanos = 300 * UnixNanos.PerSecond;
}
