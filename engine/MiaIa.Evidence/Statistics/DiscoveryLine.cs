namespace MiaIa.Evidence.Statistics;

/// <summary>The line of Benjamini and Hochberg (1995): which of many p-values may be called a discovery when a share of the discoveries may be false.</summary>
/// <param name="Threshold">The largest p-value that is one; 0 when none is.</param>
/// <param name="Discoveries">How many are.</param>
public sealed record DiscoveryLine(double Threshold, int Discoveries)
{
    /// <summary>Draws it.</summary>
    /// <param name="chances">The p-values, 0 … 1.</param>
    /// <param name="falseShare">Of the discoveries that may be false, 0 … 1.</param>
    public static DiscoveryLine Of(IReadOnlyCollection<double> chances, double falseShare = 0.10)
    {
        ArgumentNullException.ThrowIfNull(chances);
        var sorted = chances.Order().ToArray();
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            if (sorted[i] <= falseShare * (i + 1) / sorted.Length)
                return new(sorted[i], i + 1);
        }

        return new(0, 0);
    }

    /// <summary>Whether a p-value is a discovery.</summary>
    public bool Has(double chance) => Discoveries > 0 && chance <= Threshold;
}
