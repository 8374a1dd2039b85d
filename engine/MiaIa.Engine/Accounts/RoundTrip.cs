using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>From flat to flat: what one trade brought. A fill that turns the position ends one and begins the next.</summary>
/// <param name="Slot">Of the instrument in the ledger.</param>
/// <param name="SignalId">Of the entry that opened it; 0 = not ours.</param>
/// <param name="OrderId">Of that entry; 0 = not ours.</param>
/// <param name="Direction">Of the position.</param>
/// <param name="Lots">Contracts that were opened and closed in all.</param>
/// <param name="EntryTickLots">Σ price × lots of what opened it.</param>
/// <param name="ExitTickLots">Σ price × lots of what closed it.</param>
/// <param name="LowestTicks">The lowest price seen while it was open, its own fills included.</param>
/// <param name="HighestTicks">The highest one.</param>
/// <param name="FeesCents">Of both sides.</param>
/// <param name="ProfitCents">After fees.</param>
/// <param name="EnteredAt">Market time of the first fill.</param>
/// <param name="ExitedAt">Market time of the last one.</param>
/// <param name="TradeDate">The exchange's, of the last fill.</param>
public readonly record struct RoundTrip(
    int Slot,
    ulong SignalId,
    ulong OrderId,
    Direction Direction,
    int Lots,
    long EntryTickLots,
    long ExitTickLots,
    int LowestTicks,
    int HighestTicks,
    long FeesCents,
    long ProfitCents,
    UnixNanos EnteredAt,
    UnixNanos ExitedAt,
    DateOnly TradeDate
)
{
    /// <summary>Average price of what opened it, in ticks.</summary>
    public double EntryTicks => (double)EntryTickLots / Lots;

    /// <summary>Average price of what closed it, in ticks.</summary>
    public double ExitTicks => (double)ExitTickLots / Lots;

    /// <summary>Maximum adverse excursion: how far the price went against the average entry, in ticks, ≥ 0.</summary>
    public double MaeTicks => Math.Max(0, Direction == Direction.Short ? HighestTicks - EntryTicks : EntryTicks - LowestTicks);

    /// <summary>Maximum favourable excursion: how far it went with it, in ticks, ≥ 0.</summary>
    public double MfeTicks => Math.Max(0, Direction == Direction.Short ? EntryTicks - LowestTicks : HighestTicks - EntryTicks);
}
