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
        var lots = chain.OpenInterestLots;
        double total = 0,
            arrived = 0,
            supported = 0;
        for (var e = curve.FirstLive; e < chain.Expiries.Length; e++)
        {
            var expiry = chain.Expiries[e];
            var mean = MeanOpenInterest(expiry.FirstRow, expiry.EndRow);
            // An expiry of which nothing arrived is not small: it counts like the rest of what is live.
            if (double.IsNaN(mean))
                mean = MeanOpenInterest(chain.Expiries[curve.FirstLive].FirstRow, chain.RowCount);
            var gammas = 0.0;
            for (var row = expiry.FirstRow; row < expiry.EndRow; row++)
            {
                var (calls, puts) = (lots[2 * row], lots[(2 * row) + 1]);
                var known = gamma[row] * (LotsOr(0, calls) + LotsOr(0, puts));
                total += gamma[row] * (LotsOr(mean, calls) + LotsOr(mean, puts));
                arrived += known;
                gammas += gamma[row];
                if (IsSupported(row, e))
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

    /// <summary>Mean of what arrived in these rows; NaN when nothing did.</summary>
    private double MeanOpenInterest(int fromRow, int toRow)
    {
        double sum = 0;
        var contracts = 0;
        foreach (var lots in chain.OpenInterestLots[(2 * fromRow)..(2 * toRow)])
        {
            if (lots < 0)
                continue;
            sum += lots;
            contracts++;
        }
        return contracts > 0 ? sum / contracts : double.NaN;
    }
}
