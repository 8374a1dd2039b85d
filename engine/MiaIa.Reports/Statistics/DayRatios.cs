namespace MiaIa.Reports.Statistics;

/// <summary>Figures of a series of days.</summary>
internal static class DayRatios
{
    /// <summary>Trading days of a year by which ratios are made yearly ones.</summary>
    internal const int DaysAYear = 252;

    /// <summary>
    /// Mean over standard deviation (ddof 1) of a period's excess, not annualised. The interval is normal with the error √((1 + SR²/2) / n)
    /// of Lo (2002), which holds for independent days.
    /// </summary>
    internal static Estimate Sharpe(ReadOnlySpan<double> days, double benchmark = 0)
    {
        if (days.Length < 2)
            return new(null, days.Length, null, null, "none: fewer than 2 days");
        var mean = Mean(days, benchmark);
        var squares = 0.0;
        foreach (var day in days)
            squares += (day - benchmark - mean) * (day - benchmark - mean);
        if (squares == 0)
            return new(null, days.Length, null, null, "none: every day is the same");
        var ratio = mean / Math.Sqrt(squares / (days.Length - 1));
        var reach = Rate.Z * Math.Sqrt((1 + (ratio * ratio / 2)) / days.Length);
        return new(ratio, days.Length, ratio - reach, ratio + reach, "normal 95 % (Lo 2002)");
    }

    /// <summary>Mean over the root of the mean squared loss, over all days, target 0, not annualised. No interval is made.</summary>
    internal static Estimate Sortino(ReadOnlySpan<double> days)
    {
        var squares = 0.0;
        foreach (var day in days)
            squares += Math.Min(0, day) * Math.Min(0, day);
        return squares == 0
            ? new(null, days.Length, null, null, "none: no losing day")
            : new(Mean(days, 0) / Math.Sqrt(squares / days.Length), days.Length, null, null, "no interval");
    }

    /// <summary>A ratio of days as one of years.</summary>
    internal static Estimate Yearly(Estimate daily)
    {
        var root = Math.Sqrt(DaysAYear);
        return daily with { Value = daily.Value * root, Low = daily.Low * root, High = daily.High * root };
    }

    private static double Mean(ReadOnlySpan<double> days, double benchmark)
    {
        var sum = 0.0;
        foreach (var day in days)
            sum += day - benchmark;
        return sum / days.Length;
    }
}
