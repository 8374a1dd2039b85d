namespace MiaIa.Reports.Journal;

/// <summary>
/// How long frames were under way from the beginning of the study's call to the engine, by the times that the journal holds. The way back is
/// not in it.
/// </summary>
/// <param name="Frames">Frames of trades and books.</param>
/// <param name="MeanMillis">Of all of them.</param>
/// <param name="Minutes">Minutes in which there was one.</param>
/// <param name="WorstMinuteP99Millis">The largest 99th percentile of a minute (nearest rank).</param>
/// <param name="MinutesOver">Minutes whose 99th percentile was not below <see cref="P99LimitMillis"/>.</param>
public sealed record LatencyFacts(long Frames, double MeanMillis, int Minutes, double WorstMinuteP99Millis, int MinutesOver)
{
    /// <summary>What the 99th percentile of a minute must be below.</summary>
    public const double P99LimitMillis = 40;
}
