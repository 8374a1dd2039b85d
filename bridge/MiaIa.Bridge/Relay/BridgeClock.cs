namespace MiaIa.Bridge.Relay;

/// <summary>The two clocks of the relay: wall time for the stamps on frames, monotonic time for every pause.</summary>
internal sealed class BridgeClock
{
    private const long NanosPerTick = 100;

    private readonly TimeProvider _time;

    internal BridgeClock(TimeProvider time) => _time = time;

    /// <summary>Monotonic time in units of its own.</summary>
    internal long Timestamp => _time.GetTimestamp();

    /// <summary>Wall time, nanoseconds since 1970 in steps of 100.</summary>
    internal long UnixNanos => (_time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * NanosPerTick;

    /// <summary>A pause in units of <see cref="Timestamp"/>.</summary>
    internal long Units(TimeSpan pause) => (long)(pause.TotalSeconds * _time.TimestampFrequency);
}
