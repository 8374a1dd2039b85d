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
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var reach = Rate.Z * Math.Sqrt(squares / (values.Length - 1) / values.Length);
        return new(mean, values.Length, mean - reach, mean + reach, "normal 95 %, ddof 1");
    }

    private static double Mean(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum += value;
        return (double)sum / values.Length;
    }
}
