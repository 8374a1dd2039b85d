namespace MiaIa.Ibkr.Messages;

/// <summary>What the client has to make of a notice.</summary>
public enum NoticeClass
{
    /// <summary>A code that the table does not hold: shown and counted, nothing follows from it.</summary>
    Unknown,

    /// <summary>News: all is well, or will be by itself.</summary>
    News,

    /// <summary>A part of IBKR's side is down and heals by itself: the socket stays, values may be old.</summary>
    Degraded,

    /// <summary>The Gateway lost IBKR: every value is old from now on; the socket stays.</summary>
    LinkLost,

    /// <summary>The link is back and the subscriptions are gone: all must be asked again.</summary>
    LinkBackDataLost,

    /// <summary>The link is back and the subscriptions live: asking again would double them.</summary>
    LinkBackDataKept,

    /// <summary>The Gateway now listens at another port: the session ends.</summary>
    PortChanged,

    /// <summary>The request lives, with less than was asked for: delayed, or without a part.</summary>
    Advisory,

    /// <summary>This request is dead, the others live on.</summary>
    RequestDead,

    /// <summary>Another session of the same login competes: alert, but restart only when ticks stop.</summary>
    CompetingSession,

    /// <summary>Messages come nearly too fast.</summary>
    Pacing,

    /// <summary>The session as a whole is refused or broken.</summary>
    SessionFault,

    /// <summary>A code that clients make for themselves; never on the wire.</summary>
    ClientSide,
}
