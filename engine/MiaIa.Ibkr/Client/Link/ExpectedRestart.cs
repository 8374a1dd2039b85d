using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// When a Gateway is expected to be away: around midnight New York its servers reset and it restarts by itself; in the night to Sunday it
/// logs out for good, and somebody has to log in again with the second factor.
/// </summary>
internal static class ExpectedRestart
{
    private static readonly LocalTime NightFrom = new(23, 45),
        NightTo = new(0, 45),
        LoginUntil = new(12, 0);

    /// <summary>Whether an outage at this moment is the nightly restart or the weekly logout.</summary>
    public static bool Covers(DateTimeOffset at) => IsNightly(Local(at)) || IsWeekly(at);

    /// <summary>Whether the weekly logout is under way: from Saturday 23:45 to Sunday noon.</summary>
    public static bool IsWeekly(DateTimeOffset at)
    {
        var local = Local(at);
        return local.DayOfWeek == IsoDayOfWeek.Sunday
            ? local.TimeOfDay < LoginUntil
            : local.DayOfWeek == IsoDayOfWeek.Saturday && local.TimeOfDay >= NightFrom;
    }

    private static bool IsNightly(LocalDateTime local) => local.TimeOfDay >= NightFrom || local.TimeOfDay < NightTo;

    private static LocalDateTime Local(DateTimeOffset at) =>
        NewYorkTime.From(UnixNanos.Trusted((at - DateTimeOffset.UnixEpoch).Ticks * 100));
}
