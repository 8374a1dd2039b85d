using System.Globalization;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Support;

/// <summary>Moments as the clocks of New York show them, by the system's time zones and not by the calendar under test.</summary>
internal static class NewYork
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Such as <c>2026-06-10 14:00</c>, seconds and their parts if they are given.</summary>
    public static UnixNanos At(string text)
    {
        var local = DateTime.Parse(text, CultureInfo.InvariantCulture);
        var utc = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone);
        return UnixNanos.Trusted((utc - DateTime.UnixEpoch).Ticks * 100);
    }

    /// <summary>What New York's clocks show at a moment.</summary>
    public static DateTime Clock(UnixNanos moment) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddTicks(moment.Value / 100), Zone);

    /// <summary>A moment later.</summary>
    public static UnixNanos Plus(this UnixNanos moment, double seconds) =>
        UnixNanos.Trusted(moment.Value + (long)(seconds * UnixNanos.PerSecond));
}
