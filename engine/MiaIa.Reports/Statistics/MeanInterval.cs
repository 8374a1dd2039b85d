namespace MiaIa.Reports.Statistics;

/// <summary>The mean of a sample with its interval: resampled while the sample is small, by the normal law when it is not.</summary>
internal static class MeanInterval
{
    private const int Resamples = 1_000;
    private const int ResampledMax = 2_000;

    internal static Estimate Of(ReadOnlySpan<long> values, ulong seed)
    {
        if (values.Length < 2)
            return new(values.Length == 0 ? null : values[0], values.Length, null, null, "none: fewer than 2");
        var mean = Mean(values);
        return values.Length <= ResampledMax ? Bootstrap(values, mean, seed) : Normal(values, mean);
    }

    /// <summary>The second mean less the first, by Welch's error and the normal law; no interval where a sample is too small for that.</summary>
    internal static Estimate Difference(ReadOnlySpan<long> first, ReadOnlySpan<long> second, int sampleMin)
    {
        var count = first.Length + second.Length;
        if (first.Length < sampleMin || second.Length < sampleMin)
            return new(null, count, null, null, $"none: fewer than {sampleMin} on a side");
        var difference = Mean(second) - Mean(first);
        var reach = Rate.Z * Math.Sqrt((Variance(first) / first.Length) + (Variance(second) / second.Length));
        return new(difference, count, difference - reach, difference + reach, "normal 95 %, Welch's error, ddof 1");
    }

    // Efron 1979, percentiles 2.5 and 97.5.
    private static Estimate Bootstrap(ReadOnlySpan<long> values, double mean, ulong seed)
    {
        var random = new RandomBits(seed);
        var means = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            var sum = 0L;
            for (var j = 0; j < values.Length; j++)
                sum += values[random.Below(values.Length)];
            means[i] = (double)sum / values.Length;
        }

        Array.Sort(means);
        const int Tail = Resamples / 40;
        return new(mean, values.Length, means[Tail - 1], means[Resamples - Tail], "bootstrap 95 %, 1000 resamples");
    }

    private static Estimate Normal(ReadOnlySpan<long> values, double mean)
    {
        var reach = Rate.Z * Math.Sqrt(Variance(values) / values.Length);
        return new(mean, values.Length, mean - reach, mean + reach, "normal 95 %, ddof 1");
    }

    private static double Variance(ReadOnlySpan<long> values)
    {
        var (mean, squares) = (Mean(values), 0.0);
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return squares / (values.Length - 1);
    }

    private static double Mean(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum += value;
        return (double)sum / values.Length;
    }
}
