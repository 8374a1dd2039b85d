namespace MiaIa.Evidence.Recordings;

/// <summary>A stretch of an open session without a trade: 2 minutes of the regular hours, or 15 outside them, and more.</summary>
/// <param name="FromUnixNs">The trade before it, or the open.</param>
/// <param name="ToUnixNs">The trade after it.</param>
public sealed record RecordedGap(long FromUnixNs, long ToUnixNs)
{
    private const long NanosAMinute = 60_000_000_000;

    /// <summary>Its length in minutes.</summary>
    public double Minutes => (ToUnixNs - FromUnixNs) / (double)NanosAMinute;
}
