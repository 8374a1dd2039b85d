namespace MiaIa.Engine.Host.Logging;

/// <summary>How long something took, over many times.</summary>
/// <param name="Count">How many; 0 = the rest means nothing.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P50">Half of them took at most this.</param>
/// <param name="P99">All but one in a hundred took at most this.</param>
/// <param name="Longest">The longest of them.</param>
internal readonly record struct LatencyFigures(int Count, double Mean, double P50, double P99, double Longest)
{
    /// <summary>The figures of a list, which is sorted by it.</summary>
    /// <param name="times">The times.</param>
    /// <param name="unit">How many of theirs are one of the figures'.</param>
    internal static LatencyFigures Of(List<long> times, double unit)
    {
        if (times.Count == 0)
            return default;
        times.Sort();
        return new(times.Count, times.Average() / unit, Rank(0.50), Rank(0.99), times[^1] / unit);

        // The nearest rank: a time that was measured, never one between two.
        double Rank(double share) => times[(int)Math.Ceiling(share * times.Count) - 1] / unit;
    }
}
