namespace MiaIa.Engine.Options;

/// <summary>Median and 1.4826 times the median absolute deviation of a sample (Hampel 1974), which one odd value does not move.</summary>
internal sealed class SampleSpread(int samplesMax, double spreadMin)
{
    private const double NormalConsistency = 1.4826;

    private readonly double[] _sorted = new double[samplesMax];

    /// <summary>Values taken.</summary>
    internal int Count { get; private set; }

    internal double Median { get; private set; }

    internal double Spread { get; private set; } = double.NaN;

    internal void Clear() => Count = 0;

    internal void Add(double value) => _sorted[Count++] = value;

    /// <summary>Measures what was added; the values are gone afterwards.</summary>
    internal void Measure()
    {
        var sample = _sorted.AsSpan(0, Count);
        sample.Sort();
        Median = Middle(sample);
        for (var i = 0; i < sample.Length; i++)
            sample[i] = Math.Abs(sample[i] - Median);
        sample.Sort();
        Spread = Math.Max(spreadMin, NormalConsistency * Middle(sample));
    }

    private static double Middle(ReadOnlySpan<double> sorted) => 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
}
