using MiaIa.Engine.Market;
using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>
/// Brackets beside the prices of whole seconds: in at the other side's best price, a target only where trades went beyond it, a stop as soon as one
/// traded there. Where both happen within a second the stop came first: the grid cannot tell, and nothing is to be flattered.
/// </summary>
/// <param name="grid">The day.</param>
/// <param name="costs">Of it.</param>
internal sealed class GridTape(SecondGrid grid, TradeCosts costs)
{
    /// <summary>What a bracket earns that enters at a moment.</summary>
    /// <param name="at">The moment's place in the grid.</param>
    /// <param name="direction">Long or short.</param>
    /// <param name="stopTicks">From the entry.</param>
    /// <param name="targetTicks">From the entry.</param>
    /// <param name="trade">Without its tier.</param>
    /// <returns>False where there was no price to enter at.</returns>
    internal bool TryTrade(int at, Direction direction, int stopTicks, int targetTicks, out SetTrade trade)
    {
        trade = default;
        var isLong = direction == Direction.Long;
        var entry = isLong ? grid.Ask[at] : grid.Bid[at];
        if (entry == 0)
            return false;
        var (exit, ticks, atMarket) = isLong
            ? Long(at, entry - stopTicks, entry + targetTicks, entry)
            : Short(at, entry + stopTicks, entry - targetTicks, entry);
        trade = new(grid.At(at), grid.At(exit), direction, default, ticks, costs.Profit(ticks, atMarket));
        return true;
    }

    private (int Exit, int Ticks, bool AtMarket) Long(int at, int stop, int target, int entry)
    {
        var (high, low) = (grid.High, grid.Low);
        for (var i = at + 1; i < low.Length; i++)
        {
            if (low[i] == 0)
                continue;
            if (low[i] <= stop)
                return (i, stop - entry, true);
            if (high[i] > target)
                return (i, target - entry, false);
        }

        return (low.Length - 1, grid.Last[^1] - entry, true);
    }

    private (int Exit, int Ticks, bool AtMarket) Short(int at, int stop, int target, int entry)
    {
        var (high, low) = (grid.High, grid.Low);
        for (var i = at + 1; i < low.Length; i++)
        {
            if (high[i] >= stop)
                return (i, entry - stop, true);
            // A second without a trade has 0, which is below every target.
            if (low[i] < target && low[i] != 0)
                return (i, entry - target, false);
        }

        return (low.Length - 1, entry - grid.Last[^1], true);
    }
}
