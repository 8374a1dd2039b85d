using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Client;

/// <summary>The regular session of the options, 09:30 to 16:00 New York on weekdays. Holidays are not known here: a false alert on one is harmless.</summary>
internal static class RegularHours
{
    public static bool Cover(DateTimeOffset at) => Cover(UnixNanos.Trusted((at - DateTimeOffset.UnixEpoch).Ticks * 100));

    public static bool Cover(UnixNanos at)
    {
        var local = NewYorkTime.From(at);
        return local.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            && local.TimeOfDay >= OptionSettlement.Morning
            && local.TimeOfDay < OptionSettlement.Afternoon;
    }
}
