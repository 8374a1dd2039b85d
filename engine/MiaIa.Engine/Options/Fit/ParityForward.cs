namespace MiaIa.Engine.Options;

/// <summary>
/// The forward that an expiry's own quotes imply: the median of K + (C − P)·e^(rT) over the two-sided call/put pairs nearest spot.
/// In-the-money quotes are wide and stale; a median of ten near pairs is not moved by one of them.
/// </summary>
internal static class ParityForward
{
    public const int PairsLimit = 32;

    /// <summary>The forward in points; NaN without a two-sided pair.</summary>
    public static double From(OptionChain chain, OptionExpiry expiry, double spot, double years, OptionAnalyticsOptions options)
    {
        Span<double> forwards = stackalloc double[PairsLimit];
        var strikes = chain.Strikes;
        var growth = Math.Exp(options.Rate * years);
        var above = FirstAtOrAbove(strikes, expiry, spot);
        var below = above - 1;
        var found = 0;
        while (found < options.ParityPairsMax)
        {
            var row = NearestOf(strikes, expiry, spot, ref below, ref above);
            if (row < 0)
                break;
            var call = MidOf(chain, OptionChain.ContractOf(row, OptionRight.Call));
            var put = MidOf(chain, OptionChain.ContractOf(row, OptionRight.Put));
            if (double.IsNaN(call) || double.IsNaN(put))
                continue;
            forwards[found++] = strikes[row] + ((call - put) * growth);
        }
        if (found == 0)
            return double.NaN;
        var sample = forwards[..found];
        sample.Sort();
        return 0.5 * (sample[(found - 1) / 2] + sample[found / 2]);
    }

    /// <summary>The mid of a two-sided quote; NaN when a side is missing, empty, or the quote is crossed.</summary>
    private static double MidOf(OptionChain chain, int contract)
    {
        var bid = chain.Bids[contract];
        var ask = chain.Asks[contract];
        return bid > 0 && ask >= bid ? 0.5 * (bid + ask) : double.NaN;
    }

    private static int FirstAtOrAbove(ReadOnlySpan<double> strikes, OptionExpiry expiry, double spot)
    {
        var found = strikes.Slice(expiry.FirstRow, expiry.RowCount).BinarySearch(spot);
        return expiry.FirstRow + (found < 0 ? ~found : found);
    }

    /// <summary>Steps outwards from spot: the nearer row next, the lower of two as near, −1 when none is left.</summary>
    private static int NearestOf(ReadOnlySpan<double> strikes, OptionExpiry expiry, double spot, ref int below, ref int above)
    {
        var hasBelow = below >= expiry.FirstRow;
        var hasAbove = above < expiry.EndRow;
        if (!hasBelow && !hasAbove)
            return -1;
        if (hasBelow && (!hasAbove || spot - strikes[below] <= strikes[above] - spot))
            return below--;
        return above++;
    }
}
