namespace MiaIa.GatewaySim.Faults;

/// <summary>What a script can make happen. In a script the names are written small, with hyphens: <c>link-lost</c>.</summary>
public enum FaultKind
{
    /// <summary>2103: the market-data farm is broken and no values come; with a length it comes back with 2104.</summary>
    FarmDown,

    /// <summary>2104: the farm is back, values go on.</summary>
    FarmUp,

    /// <summary>2108: the farm idles, which is as good as back; its text ends after a full stop and not after a colon.</summary>
    FarmIdle,

    /// <summary>2105: history is not served; with a length it comes back.</summary>
    HistoryDown,

    /// <summary>2106: history is back.</summary>
    HistoryUp,

    /// <summary>2107: history idles, as good as back.</summary>
    HistoryIdle,

    /// <summary>2157: requests for definitions are refused by 200, with argument <c>silent</c> not answered; with a length they come back.</summary>
    DefinitionsDown,

    /// <summary>2158: definitions are back.</summary>
    DefinitionsUp,

    /// <summary>2110: Gateway to server broken, no values come; with a length 1102 follows.</summary>
    ServerBroken,

    /// <summary>1100: no values come; with a length 1102 follows.</summary>
    LinkLost,

    /// <summary>1102: values go on.</summary>
    LinkBackKept,

    /// <summary>1101: every line is gone.</summary>
    LinkBackLost,

    /// <summary>One more value of the oldest line, although the link is lost: it was on its way.</summary>
    LateTick,

    /// <summary>
    /// The market stands still: open lines are silent, and a new line is answered with the last values, whatever their age. Length: for ever
    /// unless given.
    /// </summary>
    Still,

    /// <summary>
    /// New lines of options and requests for their contracts are refused. Argument: the code, and perhaps class and last trading day of the only
    /// expiry that is (<c>200 SPXW 20260105</c>). Length: for ever unless given.
    /// </summary>
    Refuse,

    /// <summary>VIX says another value. Argument: it; −1 is no value, NaN can be said. Length: for ever unless given.</summary>
    Vix,

    /// <summary>SPX tells no last value, only high, low and close. Length: for ever unless given.</summary>
    NoLast,

    /// <summary>One line falls silent for ever, without a word; asked again it lives. Argument: a part of the local symbol; none = the oldest line.</summary>
    Freeze,

    /// <summary>Sockets stay open and nothing is answered. Length: 30 s unless given.</summary>
    Hang,

    /// <summary>Every connection is closed.</summary>
    Drop,

    /// <summary>Every connection is closed and none accepted. Length: 35 s unless given.</summary>
    Restart,

    /// <summary>Connections are accepted and the hello never answered. Length: for ever unless given.</summary>
    Wedge,

    /// <summary>One frame that cannot be read, of a right length; argument <c>length</c>: a length beyond the protocol's largest.</summary>
    Garbage,

    /// <summary>Model rows come late. Argument: how late. Length: for ever unless given.</summary>
    SlowModel,

    /// <summary>10197 on the oldest line, and values go on.</summary>
    CompetingSession,

    /// <summary>A client id is held by somebody else. Argument: the id. Length: for ever unless given.</summary>
    HoldClientId,

    /// <summary>SPX moves to a level, within the length in a straight line. Argument: points.</summary>
    Spot,
}
