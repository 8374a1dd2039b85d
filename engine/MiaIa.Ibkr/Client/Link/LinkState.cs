namespace MiaIa.Ibkr.Client;

/// <summary>Where the client stands with IBKR, over all sessions.</summary>
public enum LinkState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>A session is being opened.</summary>
    Opening,

    /// <summary>No session; the next attempt is due later.</summary>
    Waiting,

    /// <summary>A session is ready and IBKR is behind it.</summary>
    Live,

    /// <summary>As live, but a market-data farm is broken: values of its instruments stand still until it is back.</summary>
    Degraded,

    /// <summary>The Gateway's link to IBKR is broken and will heal by itself (2110): every value is old.</summary>
    ServerBroken,

    /// <summary>The Gateway lost IBKR (1100): every value is old until 1101 or 1102.</summary>
    LinkLost,
}
