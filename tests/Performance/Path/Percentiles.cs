using System.Globalization;

namespace Performance.Path;

/// <summary>Order statistics of measured times.</summary>
internal static class Percentiles
{
    /// <summary>The value that this share of the values does not exceed.</summary>
    public static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    /// <summary>p50, p90, p99 and maximum in one line.</summary>
    public static string Line(string name, IReadOnlyCollection<double> micros) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name, -8} p50 {At(micros, 0.5), 8:0.0} µs   p90 {At(micros, 0.9), 8:0.0} µs   p99 {At(micros, 0.99), 8:0.0} µs   max {At(micros, 1), 8:0.0} µs"
        );
}
