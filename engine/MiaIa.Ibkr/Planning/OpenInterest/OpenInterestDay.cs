using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>Which day's open interest is in force: it is published in the early morning of each weekday.</summary>
internal static class OpenInterestDay
{
    /// <summary>The last weekday whose publication has come by a moment.</summary>
    public static LocalDate From(UnixNanos now, LocalTime from)
    {
        var local = NewYorkTime.From(now);
        var day = local.TimeOfDay < from ? local.Date.PlusDays(-1) : local.Date;
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            day = day.PlusDays(-1);
        return day;
    }
}
