namespace MiaIa.Evidence.Sweeps;

/// <summary>Whether a feature knew anything of the price ahead of it, and how often chance does.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Days">On which it can be told.</param>
/// <param name="Correlation">Of the reading with the ticks that followed, the mean of the days.</param>
/// <param name="Chance">The share of coin-flipped days whose mean is as far from 0; null with fewer than six days.</param>
/// <param name="IsDiscovery">Below the line of Benjamini and Hochberg over all features, with a tenth of false ones.</param>
public sealed record FeatureChance(string Feature, int Days, double? Correlation, double? Chance, bool IsDiscovery)
{
    /// <summary>What it takes to be measured at all.</summary>
    public const string Needed =
        "a day needs 10 moments as far apart as one looks ahead (ahead_seconds), at which the feature is ready and a signal may be born, and there must be 6 such days";

    /// <summary>By which of the plan's constants its readings were made, such as <c>LargePrintLots 50</c>; empty where the plan names none of its own.</summary>
    public string Constants { get; init; } = "";
}
