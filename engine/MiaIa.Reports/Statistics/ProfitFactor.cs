namespace MiaIa.Reports.Statistics;

/// <summary>What winners earned for each dollar that losers cost.</summary>
internal static class ProfitFactor
{
    /// <summary>
    /// Gross profit by gross loss. The interval is that of its logarithm by the delta method: with g = max(p, 0) and l = max(−p, 0) their
    /// covariance is −ḡ·l̄, since never both are above 0.
    /// </summary>
    internal static Estimate Of(ReadOnlySpan<long> profits)
    {
        double won = 0,
            lost = 0,
            wonSquares = 0,
            lostSquares = 0;
        foreach (var profit in profits)
        {
            double value = profit;
            if (value > 0)
            {
                won += value;
                wonSquares += value * value;
            }
            else
            {
                lost -= value;
                lostSquares += value * value;
            }
        }

        double n = profits.Length;
        if (lost == 0)
            return new(null, profits.Length, null, null, "none: nothing was lost");
        if (won == 0 || profits.Length < 2)
            return new(won / lost, profits.Length, null, null, "none: nothing was won");
        var (meanWon, meanLost) = (won / n, lost / n);
        var (varianceWon, varianceLost) = ((wonSquares / n) - (meanWon * meanWon), (lostSquares / n) - (meanLost * meanLost));
        var variance = ((varianceWon / (meanWon * meanWon)) + (varianceLost / (meanLost * meanLost)) + 2) / n;
        var reach = Math.Exp(Rate.Z * Math.Sqrt(variance));
        var factor = won / lost;
        return new(factor, profits.Length, factor / reach, factor * reach, "delta method on the logarithm, 95 %");
    }
}
