using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>New York wall time, by the rules of the time zone database: settlements and level choice follow it.</summary>
public static class NewYorkTime
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The moment of a wall time; a time that is skipped or repeated on that day is taken leniently.</summary>
    public static UnixNanos At(LocalDate date, LocalTime time) =>
        UnixNanos.Trusted((Zone.AtLeniently(date + time).ToInstant() - Instant.FromUnixTimeTicks(0)).ToInt64Nanoseconds());

    /// <summary>The wall time of a moment.</summary>
    public static LocalDateTime From(UnixNanos moment) =>
        Instant.FromUnixTimeTicks(0).PlusNanoseconds(moment.Value).InZone(Zone).LocalDateTime;
}
