namespace MiaIa.Engine.Tests.Support;

/// <summary>mtf_confluence_score once more, slowly, from the whole list of events and the words of the design alone.</summary>
internal static class NaiveTimeframes
{
    private static readonly (int Minutes, double Weight)[] All = [(1, 0.50), (5, 0.30), (15, 0.15), (60, 0.05)];

    /// <summary>Null means not ready.</summary>
    public static double? Score(IReadOnlyList<TapeEvent> tape)
    {
        var warm = All.Select(timeframe => (timeframe.Weight, Bars: NaiveBar.Closed(tape, timeframe.Minutes)))
            .Where(timeframe => timeframe.Bars.Count >= 21)
            .Select(timeframe => (timeframe.Weight, X: X(timeframe.Bars)))
            .ToList();
        if (warm.Count < 2)
            return null;
        var weights = warm.Sum(timeframe => timeframe.Weight);
        var mean = warm.Sum(timeframe => timeframe.Weight * timeframe.X) / weights;
        var agreement = Math.Abs(warm.Sum(timeframe => timeframe.Weight * Math.Sign(timeframe.X))) / weights;
        return mean * (0.6 + (0.4 * agreement));
    }

    /// <summary>How many timeframes have their 21 bars.</summary>
    public static int Warm(IReadOnlyList<TapeEvent> tape) => All.Count(timeframe => NaiveBar.Closed(tape, timeframe.Minutes).Count >= 21);

    private static double X(List<NaiveBar> bars)
    {
        var last = bars.TakeLast(3).ToList();
        var flow = last.Sum(bar => bar.Delta) / (0.3 * last.Sum(bar => bar.Volume));
        return (0.6 * Math.Clamp((Mean(bars, 9) - Mean(bars, 21)) / TrueRange(bars), -1, 1)) + (0.4 * Math.Clamp(flow, -1, 1));
    }

    // The exponential mean written out: every close with its own weight, the first with all that is left.
    private static double Mean(List<NaiveBar> bars, int length)
    {
        var left = 1 - (2.0 / (length + 1));
        return Enumerable
            .Range(0, bars.Count)
            .Sum(i => (bars[i].Close - bars[0].Close) * Math.Pow(left, bars.Count - 1 - i) * (i == 0 ? 1 : 1 - left));
    }

    // Wilder's mean written out: 13/14 of what was before with each bar after the first fourteen.
    private static double TrueRange(List<NaiveBar> bars)
    {
        var ranges = bars.Select(
                (bar, i) =>
                    i == 0
                        ? bar.High - bar.Low
                        : new[] { bar.High - bar.Low, Math.Abs(bar.High - bars[i - 1].Close), Math.Abs(bar.Low - bars[i - 1].Close) }.Max()
            )
            .ToList();
        var after = ranges.Count - 14;
        var mean =
            (ranges.Take(14).Average() * Math.Pow(13 / 14.0, after))
            + ranges.Skip(14).Select((range, i) => range / 14.0 * Math.Pow(13 / 14.0, after - 1 - i)).Sum();
        return Math.Max(2, mean);
    }
}
