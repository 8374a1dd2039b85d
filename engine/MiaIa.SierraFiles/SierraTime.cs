namespace MiaIa.SierraFiles;

/// <summary>
/// Sierra's SCDateTime as it stands in files: whole microseconds since 1899-12-30 00:00 UTC. In a <c>.scid</c> the last three
/// digits only number the trades inside a millisecond.
/// </summary>
public static class SierraTime
{
    /// <summary>Microseconds from Sierra's epoch to 1970-01-01 00:00 UTC: 25,569 days.</summary>
    public const long UnixEpochMicros = 25_569L * 86_400 * 1_000_000;

    /// <summary>Sierra's microseconds as Unix microseconds.</summary>
    /// <exception cref="OverflowException">The value is no time that a 64-bit count can hold.</exception>
    public static long ToUnixMicros(long sierraMicros) => sierraMicros - UnixEpochMicros;

    /// <summary>Unix microseconds as Sierra's microseconds.</summary>
    /// <exception cref="OverflowException">The value is no time that a 64-bit count can hold.</exception>
    public static long FromUnixMicros(long unixMicros) => unixMicros + UnixEpochMicros;

    /// <summary>Sierra's microseconds as Unix nanoseconds.</summary>
    /// <exception cref="OverflowException">Before the year 1678 or after 2262, which is no market time.</exception>
    public static long ToUnixNanos(long sierraMicros) => ToUnixMicros(sierraMicros) * 1000;
}
