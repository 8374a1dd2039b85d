namespace MiaIa.Ibkr.Connection;

/// <summary>Where a session stands.</summary>
public enum ConnectionState
{
    /// <summary>Not begun.</summary>
    Idle,

    /// <summary>TCP is being connected.</summary>
    Connecting,

    /// <summary>The hello is sent; the server version is awaited.</summary>
    AwaitingVersion,

    /// <summary>startApi is sent; accounts and first id are awaited.</summary>
    AwaitingReady,

    /// <summary>Requests may be sent.</summary>
    Ready,

    /// <summary>The Gateway lost IBKR: requests may be sent, and every value is old.</summary>
    LinkLost,

    /// <summary>Over. A new session needs a new connection.</summary>
    Closed,
}
