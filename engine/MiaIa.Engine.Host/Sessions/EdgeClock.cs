namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// The clock at the edge. Received times run on the monotonic clock from the wall clock's reading at the start, so that a step of
/// the wall clock (NTP, a trader's hand) makes no feed stale and no time run backwards. Trace times are the wall clock's own.
/// </summary>
internal sealed class EdgeClock
{
    private readonly TimeProvider _time;
    private readonly long _startTimestamp;
    private readonly long _startUnixNs;

    /// <summary>Starts at the wall clock, or at <paramref name="floorUnixNs"/> when the journal has already seen later times.</summary>
    public EdgeClock(TimeProvider time, long floorUnixNs)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _startTimestamp = time.GetTimestamp();
        _startUnixNs = Math.Max(WallUnixNs, floorUnixNs);
    }

    /// <summary>ns since 1970-01-01 UTC by the wall clock, in steps of 100 ns.</summary>
    public long WallUnixNs => UnixNsOf(_time);

    /// <summary>ns since 1970-01-01 UTC, never running backwards.</summary>
    public long ReceivedUnixNs => _startUnixNs + (_time.GetElapsedTime(_startTimestamp).Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>ns since 1970-01-01 UTC of a time provider's wall clock.</summary>
    public static long UnixNsOf(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return (time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick;
    }
}
