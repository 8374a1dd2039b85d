namespace MiaIa.Evidence.Statistics;

/// <summary>The deepest fall of the sum of days from its highest point so far, the start among them.</summary>
public static class Drawdown
{
    /// <summary>At least 0, in the days' own unit.</summary>
    public static double Of(ReadOnlySpan<double> days)
    {
        double sum = 0,
            highest = 0,
            deepest = 0;
        foreach (var day in days)
        {
            sum += day;
            highest = Math.Max(highest, sum);
            deepest = Math.Max(deepest, highest - sum);
        }

        return deepest;
    }
}
