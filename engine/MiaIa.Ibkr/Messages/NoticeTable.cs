using System.Collections.Frozen;

namespace MiaIa.Ibkr.Messages;

/// <summary>IBKR's codes and what they mean for this client. The list is data: a new code is a new row.</summary>
public static class NoticeTable
{
    /// <summary>The client id is held by another client.</summary>
    public const int ClientIdInUse = 326;

    /// <summary>More lines than the login has: that request is dead.</summary>
    public const int LinesExhausted = 101;

    /// <summary>No contract is known that fits, or more than one: that request is dead.</summary>
    public const int NoSuchContract = 200;

    /// <summary>More messages a second than the Gateway takes: it hangs up next.</summary>
    public const int TooManyMessages = 100;

    /// <summary>A warning before <see cref="TooManyMessages"/>: the rate is nearly too high.</summary>
    public const int NearlyTooManyMessages = 0;

    /// <summary>Delayed values are shown instead of live ones.</summary>
    public const int DelayedShown = 10167;

    private const int AdditionalSubscription = 10089;

    private static readonly FrozenDictionary<int, NoticeClass> Classes = new Dictionary<int, NoticeClass>
    {
        [2104] = NoticeClass.News, // market-data farm is well
        [2106] = NoticeClass.News, // history farm is well
        [2158] = NoticeClass.News, // definitions farm is well
        [2107] = NoticeClass.News, // history farm idles
        [2108] = NoticeClass.News, // market-data farm idles
        [2119] = NoticeClass.News, // market-data farm is being connected
        [2103] = NoticeClass.Degraded, // market-data farm broken
        [2105] = NoticeClass.Degraded, // history farm broken
        [2157] = NoticeClass.Degraded, // definitions farm broken
        [2110] = NoticeClass.Degraded, // Gateway to server broken, heals by itself
        [1100] = NoticeClass.LinkLost,
        [1101] = NoticeClass.LinkBackDataLost,
        [1102] = NoticeClass.LinkBackDataKept,
        [1300] = NoticeClass.PortChanged,
        [DelayedShown] = NoticeClass.Advisory,
        [10090] = NoticeClass.Advisory, // a part is not subscribed: usually no Greeks
        [10091] = NoticeClass.Advisory, // the same, with delayed values
        [2152] = NoticeClass.Advisory, // depth of some exchanges is not subscribed
        [LinesExhausted] = NoticeClass.RequestDead,
        [102] = NoticeClass.RequestDead, // request id is taken
        [162] = NoticeClass.RequestDead, // history refused
        [NoSuchContract] = NoticeClass.RequestDead, // or several
        [300] = NoticeClass.RequestDead, // cancelled too late: harmless
        [321] = NoticeClass.RequestDead, // a field is not valid
        [322] = NoticeClass.RequestDead, // could not be processed
        [354] = NoticeClass.RequestDead, // not subscribed
        [366] = NoticeClass.RequestDead, // no such request for history
        [420] = NoticeClass.RequestDead, // asked too often
        [10168] = NoticeClass.RequestDead, // not subscribed, and delayed values are not switched on
        [10186] = NoticeClass.RequestDead, // not subscribed, and no delayed values exist
        [203] = NoticeClass.RequestDead, // the account may not have it
        [460] = NoticeClass.RequestDead, // no permission
        [478] = NoticeClass.RequestDead, // contract number and other fields contradict each other
        [10018] = NoticeClass.RequestDead,
        [10019] = NoticeClass.RequestDead,
        [10148] = NoticeClass.RequestDead, // nothing to cancel
        [10159] = NoticeClass.RequestDead, // could not be sent on
        [10190] = NoticeClass.RequestDead, // too many tick-by-tick requests
        [2187] = NoticeClass.Advisory, // history without its last seconds; the bars follow
        [2188] = NoticeClass.Advisory,
        [10197] = NoticeClass.CompetingSession,
        [NearlyTooManyMessages] = NoticeClass.Pacing,
        [TooManyMessages] = NoticeClass.SessionFault,
        [320] = NoticeClass.SessionFault, // read error
        [323] = NoticeClass.SessionFault, // send error
        [324] = NoticeClass.SessionFault,
        [325] = NoticeClass.SessionFault,
        [ClientIdInUse] = NoticeClass.SessionFault,
    }.ToFrozenDictionary();

    /// <summary>Whether a request is dead without any harm: it was cancelled already, or was none.</summary>
    public static bool IsHarmless(int code) => code is 300 or 366 or 10148;

    /// <summary>Whether the table holds a code.</summary>
    public static bool IsKnown(int code) => code == AdditionalSubscription || Classes.ContainsKey(code);

    /// <summary>Whether a code says that a market-data subscription is missing.</summary>
    public static bool IsSubscriptionMissing(int code) => code is 354 or AdditionalSubscription or 10090 or 10091 or 10168 or 10186;

    /// <summary>The class of a code.</summary>
    /// <param name="code">IBKR's number.</param>
    /// <param name="text">IBKR's text: 10089 is advisory only when it says that delayed values are available.</param>
    public static NoticeClass ClassOf(int code, string text)
    {
        if (Classes.TryGetValue(code, out var known))
            return known;
        return code switch
        {
            AdditionalSubscription => text.Contains("delayed market data is available", StringComparison.OrdinalIgnoreCase)
                ? NoticeClass.Advisory
                : NoticeClass.RequestDead,
            >= 2100 and < 2200 => NoticeClass.News,
            >= 501 and <= 509 => NoticeClass.ClientSide,
            _ => NoticeClass.Unknown,
        };
    }
}
