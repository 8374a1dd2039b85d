using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// What an expiry's own quotes say of ln(F/S): F is K + (C − P)·e^(rT), S the index of the quotes' moment, F/S the median over the pairs
/// nearest spot that count. A pair counts while both lines are alive (or both quotes are of one table), the index stood at one place for both, and
/// neither quote is wide: in-the-money quotes are, and old ones are of another index. Source: confluence.md, Options, contract.
/// </summary>
internal sealed class ParityForward(OptionChain chain, OptionAnalyticsOptions options)
{
    public const int PairsLimit = 32;

    private readonly double[] _spots = Unseen(2 * chain.RowCount);

    /// <summary>A line's quote arrived, or is known to hold still, while the index stood here; NaN = it is not known where.</summary>
    public void See(int contract, double spot) => _spots[contract] = spot;

    /// <summary>ln(F/S), or NaN when too few pairs count or what they say cannot be.</summary>
    public double LogRatio(OptionExpiry expiry, UnixNanos now, double spot, double years)
    {
        Span<double> ratios = stackalloc double[PairsLimit];
        var strikes = chain.Strikes;
        var growth = Math.Exp(options.Rate * years);
        var above = FirstAtOrAbove(strikes, expiry, spot);
        var below = above - 1;
        var found = 0;
        var bounds = options.LineForwards;
        while (found < options.ParityPairsMax)
        {
            var row = NearestOf(strikes, expiry, spot, ref below, ref above);
            if (row < 0)
                break;
            // Most lines of a chain are not alive, and then nothing else of them is looked at.
            var call = OptionChain.ContractOf(row, OptionRight.Call);
            var pairSpot = SpotOf(call, now);
            if (double.IsNaN(pairSpot))
                continue;
            var difference = MidOf(call) - MidOf(call + 1);
            if (double.IsNaN(difference))
                continue;
            bounds = double.IsNaN(chain.QuoteSpots[call]) ? options.LineForwards : options.TableForwards;
            ratios[found++] = (strikes[row] + (difference * growth)) / pairSpot;
        }
        if (found == 0)
            return double.NaN;
        var sample = ratios[..found];
        sample.Sort();
        var logRatio = Math.Log(0.5 * (sample[(found - 1) / 2] + sample[found / 2]));
        return bounds.Admit(found, logRatio, years) ? logRatio : double.NaN;
    }

    /// <summary>The mid of a two-sided quote; NaN when a side is missing, empty, crossed, or too far from the other.</summary>
    private double MidOf(int contract)
    {
        var bid = chain.Bids[contract];
        var ask = chain.Asks[contract];
        if (!(bid > 0) || !(ask >= bid))
            return double.NaN;
        var mid = 0.5 * (bid + ask);
        return ask - bid <= Math.Max(options.QuoteWidthPoints, options.QuoteWidthShare * mid) ? mid : double.NaN;
    }

    /// <summary>The index of a pair's moment; NaN when it is no moment that counts.</summary>
    private double SpotOf(int call, UnixNanos now)
    {
        if (chain.HasTableQuotes)
        {
            var (ofCall, ofPut) = (chain.QuoteSpots[call], chain.QuoteSpots[call + 1]);
            if (!double.IsNaN(ofCall) || !double.IsNaN(ofPut))
                return ofCall == ofPut ? ofCall : double.NaN;
        }
        var at = chain.QuoteAt.Slice(call, 2);
        if (!IsAlive(at[0], now) || !IsAlive(at[1], now))
            return double.NaN;
        var (first, second) = (_spots[call], _spots[call + 1]);
        // Not a number in either makes this false.
        return Math.Abs(first - second) <= options.PairSpotsApartMax * Math.Min(first, second) ? 0.5 * (first + second) : double.NaN;
    }

    private bool IsAlive(UnixNanos at, UnixNanos now)
    {
        var age = now - at;
        return age <= options.QuoteFreshNanos && age >= -options.QuoteFreshNanos;
    }

    private static double[] Unseen(int contracts)
    {
        var spots = new double[contracts];
        Array.Fill(spots, double.NaN);
        return spots;
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
