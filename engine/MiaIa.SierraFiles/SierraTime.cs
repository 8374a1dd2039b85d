namespace MiaIa.SierraFiles;

/// <summary>
/// Sierra's SCDateTime as it stands in files: whole microseconds since 1899-12-30 00:00 UTC. In a <c>.scid</c> the last three
/// digits only number the trades inside a millisecond.
/// </summary>
public static class SierraTime
{
    /// <summary>Microseconds from Sierra's epoch to 1970-01-01 00:00 UTC: 25,569 days.</summary>
    public const long UnixEpochMicros = 25_569L * 86_400 * 1_000_000;

    // 2000-01-01 and 2100-01-01 00:00 UTC: outside, a time is damage.
    private const long MarketMin = UnixEpochMicros + 946_684_800_000_000;
    private const long MarketMax = UnixEpochMicros + 4_102_444_800_000_000;

    /// <summary>Whether Sierra's microseconds can be the time of a trade or a book at all: from 2000 to 2099.</summary>
    public static bool IsMarketTime(long sierraMicros) => sierraMicros is >= MarketMin and < MarketMax;

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
