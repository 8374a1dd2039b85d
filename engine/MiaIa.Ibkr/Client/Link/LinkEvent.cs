namespace MiaIa.Ibkr.Client;

/// <summary>What moves the client from state to state.</summary>
public enum LinkEvent
{
    /// <summary>The owner starts the client.</summary>
    Start,

    /// <summary>The wait between attempts is over.</summary>
    Due,

    /// <summary>A session is ready: accounts and first id have come.</summary>
    Opened,

    /// <summary>A session could not be opened, or is over.</summary>
    Failed,

    /// <summary>The same because another client holds the client id (326).</summary>
    IdTaken,

    /// <summary>The Gateway hung up without a word, so often that another client probably holds the client id: older Gateways do not say 326.</summary>
    IdSeemsTaken,

    /// <summary>A market-data farm broke (2103).</summary>
    FarmBroken,

    /// <summary>No market-data farm is broken any more (2104, 2108).</summary>
    FarmsWell,

    /// <summary>The Gateway's link to IBKR broke and heals by itself (2110).</summary>
    ServerBroken,

    /// <summary>The Gateway lost IBKR (1100).</summary>
    LinkLost,

    /// <summary>IBKR is back, the subscriptions are gone (1101).</summary>
    BackDataLost,

    /// <summary>IBKR is back, the subscriptions live (1102).</summary>
    BackDataKept,

    /// <summary>The owner stops the client.</summary>
    Stop,
}
