namespace MiaIa.Evidence.Shards;

/// <summary>How far a plan is.</summary>
/// <param name="Total">Shards of the plan.</param>
/// <param name="Before">Of them, those that were done before this start.</param>
/// <param name="Done">Those that were done since.</param>
/// <param name="Failed">Those that cannot be done.</param>
/// <param name="Underway">The sum of how far each one is that is being done, each from 0 to 1.</param>
/// <param name="Events">Events that were played since the start, as far as is known here.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Note">What else there is to say; empty for nothing.</param>
public sealed record CarryProgress(
    int Total,
    int Before,
    int Done,
    int Failed,
    double Underway,
    long Events,
    TimeSpan Elapsed,
    string Note = ""
)
{
    /// <summary>How long the rest will take if it goes on as it went; null where nothing was done yet.</summary>
    public TimeSpan? Left
    {
        get
        {
            var did = Done + Failed + Underway;
            return did <= 0 ? null : Elapsed * Math.Max(0, (Total - Before - did) / did);
        }
    }

    /// <summary>Events a second of the clock, all processors together.</summary>
    public double EventsPerSecond => Elapsed > TimeSpan.Zero ? Events / Elapsed.TotalSeconds : 0;
}
