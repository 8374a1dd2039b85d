using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>One entry on paper from its first fill until nothing of it is open.</summary>
/// <param name="OrderId">Of the entry; of a ghost: its signal's id.</param>
/// <param name="SignalId">That it came from.</param>
/// <param name="Rule">By which its limits were filled.</param>
/// <param name="Direction">Of the entry.</param>
/// <param name="Lots">That were filled, ≥ 1.</param>
/// <param name="OpenedAt">Market time of the first fill.</param>
/// <param name="ClosedAt">Market time of the last fill.</param>
/// <param name="EntryLotTicks">Σ of lots × price of its entry's fills.</param>
/// <param name="ExitLotTicks">Σ of lots × price of its exits' fills.</param>
/// <param name="MarketLots">Lots that left at the market: by the stop or a flatten.</param>
/// <param name="AdverseTicks">MAE: how far trades went against the first fill while it was open, ≥ 0.</param>
/// <param name="FavourableTicks">MFE: how far they went along, ≥ 0.</param>
/// <param name="Profit">After fees, for 0, 1 and 2 ticks of slippage.</param>
public readonly record struct PaperTrip(
    ulong OrderId,
    ulong SignalId,
    LimitRule Rule,
    Direction Direction,
    Contracts Lots,
    UnixNanos OpenedAt,
    UnixNanos ClosedAt,
    long EntryLotTicks,
    long ExitLotTicks,
    int MarketLots,
    int AdverseTicks,
    int FavourableTicks,
    SlippageCents Profit
)
{
    /// <summary>Ticks won, summed over the lots, before fees and slippage.</summary>
    public long LotTicks => Direction == Direction.Short ? EntryLotTicks - ExitLotTicks : ExitLotTicks - EntryLotTicks;
}
