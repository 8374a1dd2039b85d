namespace MiaIa.Engine.Market;

/// <summary>
/// Diagonal imbalances of a footprint: the ask volume at a price against the bid volume one tick below it (buyers), or the bid
/// volume at a price against the ask volume one tick above it (sellers): at least 300 %, at least 30 contracts, the denominator
/// at least 1. A neighbour outside the bar did not trade. Source: confluence.md, stacked_imbalance.
/// </summary>
internal static class DiagonalImbalances
{
    private const int Ratio = 3;
    private const int LotsMin = 30;

    /// <summary>Whether buyers (else sellers) dominate a row, 0 … <see cref="BarFootprint.RowCount"/> − 1 from the lowest.</summary>
    internal static bool IsAt(BarFootprint bar, int row, bool isBuy)
    {
        var lots = isBuy ? bar.BuyAt(row) : bar.SellAt(row);
        if (lots < LotsMin)
            return false;
        var neighbour = isBuy ? row - 1 : row + 1;
        var against =
            neighbour < 0 || neighbour == bar.RowCount ? 0
            : isBuy ? bar.SellAt(neighbour)
            : bar.BuyAt(neighbour);
        return lots >= Ratio * Math.Max(against, 1);
    }

    /// <summary>The most adjacent rows that all have an imbalance of one side; 0 without any.</summary>
    internal static int LongestStack(BarFootprint bar, bool isBuy)
    {
        var longest = 0;
        var run = 0;
        for (var row = 0; row < bar.RowCount; row++)
        {
            run = IsAt(bar, row, isBuy) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
