using NodaTime;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>The day that a moment belongs to for the journal: it begins at 18:00 New York, when Globex opens.</summary>
public static class TradingDay
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The trading day of a moment given in ns since 1970-01-01 UTC.</summary>
    public static LocalDate Of(long unixNs) =>
        Instant.FromUnixTimeTicks(unixNs / NodaConstants.NanosecondsPerTick).InZone(NewYork).LocalDateTime.PlusHours(6).Date;
}
