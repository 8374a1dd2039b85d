namespace MiaIa.Engine.Options;

/// <summary>
/// How much of the exposure of the whole listed chain is supported by what arrived: the share of open interest × γ in rows with a fresh
/// volatility of their own, or between two fresh strikes near enough, in their own expiry or in both neighbours. A fitted volatility exists
/// for every row as soon as one expiry is fresh; that is why it does not count here. A contract whose open interest never arrived weighs
/// its expiry's mean, and nothing supports that (docs/decisions/0034); so does a row that a table held and nobody could read, at the mean γ too.
/// </summary>
internal sealed class ChainCoverage(OptionChain chain, ForwardCurve curve, Smiles smiles, VolatilityFit fit, OptionAnalyticsOptions options)
{
    /// <summary>The share that is supported, 0 … 1. 0 when no open interest arrived or nothing can be priced.</summary>
    public double Share { get; private set; }

    /// <summary>The share whose open interest arrived, whatever is known of its volatility, 0 … 1.</summary>
    public double OpenInterestShare { get; private set; }

    /// <summary>Measures both anew.</summary>
    public void Measure(ReadOnlySpan<double> gamma)
    {
        double total = 0,
            arrived = 0,
            supported = 0;
        for (var e = curve.FirstLive; e < chain.Expiries.Length; e++)
        {
            var expiry = chain.Expiries[e];
            var lots = chain.OpenInterestLots.Slice(2 * expiry.FirstRow, 2 * expiry.RowCount);
            var mean = MeanFor(expiry, lots);
            var gammas = 0.0;
            var ofRows = gamma.Slice(expiry.FirstRow, expiry.RowCount);
            for (var i = 0; i < ofRows.Length; i++)
            {
                var (calls, puts) = (lots[2 * i], lots[(2 * i) + 1]);
                var known = ofRows[i] * (LotsOr(0, calls) + LotsOr(0, puts));
                total += ofRows[i] * (LotsOr(mean, calls) + LotsOr(mean, puts));
                arrived += known;
                gammas += ofRows[i];
                if (IsSupported(expiry.FirstRow + i, e))
                    supported += known;
            }
            if (expiry.RefusedRows > 0 && !double.IsNaN(mean))
                total += expiry.RefusedRows * 2 * mean * gammas / expiry.RowCount;
        }
        (Share, OpenInterestShare) = total > 0 ? (supported / total, arrived / total) : (0, 0);
    }

    private bool IsSupported(int row, int expiry)
    {
        if (!double.IsNaN(smiles.FreshVolatilities[row]))
            return true;
        var x = smiles.LogMoneyness(row, expiry);
        if (IsBetweenFresh(expiry, x))
            return true;
        var (before, after) = (fit.SmileBefore(expiry), fit.SmileAfter(expiry));
        if (before < 0 || after < 0)
            return false;
        var moneyness = x / fit.Deviation(expiry);
        var nearer = Math.Min(curve.Years[expiry] / curve.Years[before], curve.Years[after] / curve.Years[expiry]);
        return nearer <= options.SupportTimeFactorMax
            && IsBetweenFresh(before, moneyness * fit.Deviation(before))
            && IsBetweenFresh(after, moneyness * fit.Deviation(after));
    }

    private bool IsBetweenFresh(int expiry, double x) =>
        smiles.SupportWidth(expiry, x) <= options.SupportDeviationsMax * fit.Deviation(expiry);

    private static double LotsOr(double absent, int lots) => lots < 0 ? absent : lots;

    /// <summary>What a contract of an expiry counts as that did not arrive, or could not be read; not asked for where there is none.</summary>
    private double MeanFor(OptionExpiry expiry, ReadOnlySpan<int> lots)
    {
        if (expiry.RefusedRows == 0 && !lots.Contains(OptionChain.Absent))
            return 0;
        var mean = MeanOf(lots);
        // An expiry of which nothing arrived is not small: it counts like the rest of what is live.
        return double.IsNaN(mean) ? MeanOf(chain.OpenInterestLots[(2 * chain.Expiries[curve.FirstLive].FirstRow)..]) : mean;
    }

    /// <summary>Mean of what arrived; NaN when nothing did. Whole numbers, so that their sum is exact.</summary>
    private static double MeanOf(ReadOnlySpan<int> lots)
    {
        var (sum, contracts) = (0L, 0);
        foreach (var of in lots)
        {
            sum += Math.Max(of, 0);
            contracts += of >= 0 ? 1 : 0;
        }
        return contracts > 0 ? (double)sum / contracts : double.NaN;
    }
}
