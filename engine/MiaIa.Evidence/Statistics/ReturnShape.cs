using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Statistics;

/// <summary>What the tests of a Sharpe ratio need to know of the days behind it.</summary>
/// <param name="Count">Days.</param>
/// <param name="Sharpe">Of a day, not annualised, ddof 1; null where every day is the same or there are fewer than two.</param>
/// <param name="Skewness">Third moment by the spread cubed, both of the sample itself; 0 where it cannot be told.</param>
/// <param name="Kurtosis">Plain, 3 for the normal law; 3 where it cannot be told.</param>
public sealed record ReturnShape(int Count, double? Sharpe, double Skewness, double Kurtosis)
{
    /// <summary>The shape of a series of days.</summary>
    public static ReturnShape Of(ReadOnlySpan<double> days)
    {
        var mean = 0.0;
        foreach (var day in days)
            mean += day / days.Length;
        double second = 0,
            third = 0,
            fourth = 0;
        foreach (var day in days)
        {
            var away = day - mean;
            second += away * away;
            third += away * away * away;
            fourth += away * away * away * away;
        }

        var n = (double)days.Length;
        var sharpe = DayRatios.Sharpe(days).Value;
        return second == 0
            ? new(days.Length, sharpe, 0, 3)
            : new(days.Length, sharpe, third / n / Math.Pow(second / n, 1.5), fourth * n / (second * second));
    }
}
