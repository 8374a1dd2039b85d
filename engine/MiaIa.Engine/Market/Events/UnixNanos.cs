namespace MiaIa.Engine.Market;

/// <summary>A moment: nanoseconds since 1970-01-01 00:00 UTC. The default, 0, means "not known".</summary>
public readonly record struct UnixNanos : IComparable<UnixNanos>
{
    /// <summary>Nanoseconds in a microsecond, a millisecond, a second and a minute.</summary>
    public const long PerMicro = 1_000,
        PerMilli = 1_000_000,
        PerSecond = 1_000_000_000,
        PerMinute = 60 * PerSecond;

    /// <summary>The last moment that is accepted, 2200-01-01 00:00 UTC: sums of two durations cannot overflow before it.</summary>
    public const long MaxValue = 7_258_118_400 * PerSecond;

    private UnixNanos(long value) => Value = value;

    /// <summary>Nanoseconds since 1970-01-01 00:00 UTC, 0 … <see cref="MaxValue"/>.</summary>
    public long Value { get; }

    /// <summary>The moment in whole microseconds, rounded down.</summary>
    public long Micros => Value / PerMicro;

    /// <summary>Takes a value from outside. False when it is not in 1 … <see cref="MaxValue"/>.</summary>
    public static bool TryCreate(long unixNanos, out UnixNanos moment)
    {
        var accepted = unixNanos is > 0 and <= MaxValue;
        moment = accepted ? new UnixNanos(unixNanos) : default;
        return accepted;
    }

    /// <summary>Wraps a value that is known to be in range, 0 included; it is not checked.</summary>
    public static UnixNanos Trusted(long unixNanos) => new(unixNanos);

    /// <inheritdoc/>
    public int CompareTo(UnixNanos other) => Value.CompareTo(other.Value);

    /// <summary>Nanoseconds from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static long operator -(UnixNanos left, UnixNanos right) => left.Value - right.Value;

    /// <summary>Whether the left moment is earlier.</summary>
    public static bool operator <(UnixNanos left, UnixNanos right) => left.Value < right.Value;

    /// <summary>Whether the left moment is later.</summary>
    public static bool operator >(UnixNanos left, UnixNanos right) => left.Value > right.Value;

    /// <summary>Whether the left moment is not later.</summary>
    public static bool operator <=(UnixNanos left, UnixNanos right) => left.Value <= right.Value;

    /// <summary>Whether the left moment is not earlier.</summary>
    public static bool operator >=(UnixNanos left, UnixNanos right) => left.Value >= right.Value;
}
