namespace MiaIa.Evidence.Statistics;

/// <summary>
/// How likely a Sharpe ratio is more than luck (Bailey and López de Prado 2012 and 2014). Every ratio is that of a day and not annualised, kurtosis
/// is plain: 3 for the normal law.
/// </summary>
public static class SharpeOdds
{
    private const double EulerMascheroni = 0.577215664901532860606512090082;

    /// <summary>The probability that the true ratio is above a benchmark, seen from one sample (PSR).</summary>
    /// <param name="sharpe">Of the sample.</param>
    /// <param name="benchmark">To be beaten.</param>
    /// <param name="periods">The sample's size, at least 2.</param>
    /// <param name="skewness">Of the sample.</param>
    /// <param name="kurtosis">Of the sample, plain.</param>
    public static double Probabilistic(double sharpe, double benchmark, int periods, double skewness, double kurtosis)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 2);
        return NormalLaw.Cumulative((sharpe - benchmark) * Math.Sqrt(periods - 1) / Math.Sqrt(Spread(sharpe, skewness, kurtosis)));
    }

    /// <summary>The largest of so many independent standard normal draws, on average; 0 for a single one.</summary>
    /// <param name="trials">At least 1; effective trials are no whole number.</param>
    public static double ExpectedMaximum(double trials)
    {
        if (!(trials >= 1))
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "there is at least one trial");
        return trials == 1
            ? 0
            : Math.Max(
                0,
                ((1 - EulerMascheroni) * NormalLaw.Quantile(1 - (1 / trials)))
                    + (EulerMascheroni * NormalLaw.Quantile(1 - (1 / (trials * Math.E))))
            );
    }

    /// <summary>The ratio that the best of so many worthless trials reaches on average.</summary>
    /// <param name="variance">Of the trials' ratios, ddof 1.</param>
    /// <param name="trials">Effective ones.</param>
    public static double OfLuck(double variance, double trials) => Math.Sqrt(variance) * ExpectedMaximum(trials);

    /// <summary>The probability that the true ratio is above what luck makes of so many trials (DSR).</summary>
    /// <inheritdoc cref="Probabilistic"/>
    /// <param name="sharpe">Of the trial that was chosen.</param>
    /// <param name="variance">Of the trials' ratios, ddof 1.</param>
    /// <param name="trials">Effective ones.</param>
    /// <param name="periods">The sample's size.</param>
    /// <param name="skewness">Of the chosen trial.</param>
    /// <param name="kurtosis">Of the chosen trial.</param>
    public static double Deflated(double sharpe, double variance, double trials, int periods, double skewness, double kurtosis) =>
        Probabilistic(sharpe, OfLuck(variance, trials), periods, skewness, kurtosis);

    /// <summary>Periods until a ratio is above a benchmark with so much confidence; infinite when it is not above it at all (MinTRL).</summary>
    /// <param name="sharpe">Supposed to be true.</param>
    /// <param name="benchmark">To be beaten.</param>
    /// <param name="skewness">Of the periods.</param>
    /// <param name="kurtosis">Of the periods, plain.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    public static double PeriodsNeeded(double sharpe, double benchmark, double skewness, double kurtosis, double confidence = 0.95)
    {
        if (sharpe <= benchmark)
            return double.PositiveInfinity;
        var reach = NormalLaw.Quantile(confidence) / (sharpe - benchmark);
        return 1 + (Spread(sharpe, skewness, kurtosis) * reach * reach);
    }

    /// <summary>Variance of some numbers, ddof 1; 0 for fewer than two.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return 0;
        double mean = 0,
            squares = 0;
        foreach (var value in values)
            mean += value / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return squares / (values.Length - 1);
    }

    // A sample may have a shape that no law has: the root must not fail on it.
    private static double Spread(double sharpe, double skewness, double kurtosis) =>
        Math.Max(1e-12, 1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe));
}
