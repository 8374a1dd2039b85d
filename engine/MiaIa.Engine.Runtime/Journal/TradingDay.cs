using NodaTime;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>The day that a moment belongs to for the journal: it begins at 18:00 New York, when Globex opens.</summary>
public static class TradingDay
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    // In the daily break, so that what comes at the open, by a clock that is a little fast too, finds the new chain at work.
    private static readonly LocalTime ChainEnds = new(17, 59, 50);

    /// <summary>
    /// When the chain ends that a moment belongs to, in ns since 1970-01-01 UTC: ten seconds before 18:00 New York, on every day of the week.
    /// </summary>
    public static long ChainEndAfter(long unixNs)
    {
        var moment = Instant.FromUnixTimeTicks(unixNs / NodaConstants.NanosecondsPerTick);
        var local = moment.InZone(NewYork).LocalDateTime;
        var day = local.TimeOfDay < ChainEnds ? local.Date : local.Date.PlusDays(1);
        return day.At(ChainEnds).InZoneLeniently(NewYork).ToInstant().ToUnixTimeTicks() * NodaConstants.NanosecondsPerTick;
    }

    /// <summary>The trading day of a moment given in ns since 1970-01-01 UTC.</summary>
    public static LocalDate Of(long unixNs) =>
        Instant.FromUnixTimeTicks(unixNs / NodaConstants.NanosecondsPerTick).InZone(NewYork).LocalDateTime.PlusHours(6).Date;
}
