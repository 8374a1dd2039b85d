using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Client;

/// <summary>The regular session of the options, 09:30 New York to the close of the exchange's calendar.</summary>
internal static class RegularHours
{
    public static bool Cover(DateTimeOffset at) => Cover(UnixNanos.Trusted((at - DateTimeOffset.UnixEpoch).Ticks * 100));

    public static bool Cover(UnixNanos at)
    {
        var local = NewYorkTime.From(at);
        return local.TimeOfDay >= OptionSettlement.Morning && local.TimeOfDay < OptionSettlement.CloseOf(local.Date);
    }
}
