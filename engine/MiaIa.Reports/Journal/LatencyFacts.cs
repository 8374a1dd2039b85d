namespace MiaIa.Reports.Journal;

/// <summary>How long something took, over the regular minutes of a period.</summary>
/// <param name="Count">How many times.</param>
/// <param name="MeanMillis">Of all of them.</param>
/// <param name="Minutes">Minutes in which there was one, each instrument's by itself where they are told apart.</param>
/// <param name="WorstMinuteP99Millis">The largest 99th percentile of a minute (nearest rank).</param>
/// <param name="MinutesOver">Minutes whose 99th percentile was not below <see cref="P99LimitMillis"/>.</param>
public sealed record LatencyFacts(long Count, double MeanMillis, int Minutes, double WorstMinuteP99Millis, int MinutesOver)
{
    /// <summary>What the 99th percentile of a minute must be below.</summary>
    public const double P99LimitMillis = 40;
}
