namespace MiaIa.Ibkr.Connection;

/// <summary>Why a session is over.</summary>
public enum SessionEndCause
{
    /// <summary>This program closed it.</summary>
    ClosedHere,

    /// <summary>No TCP connection came about.</summary>
    CannotConnect,

    /// <summary>The Gateway accepted and never answered the hello: it is wedged and needs a restart.</summary>
    NoHello,

    /// <summary>The server version is none that is read.</summary>
    VersionRefused,

    /// <summary>The Gateway sent from address to address.</summary>
    RedirectedTooOften,

    /// <summary>The accounts are a simulator's, and only a real Gateway is wanted.</summary>
    SimulatorRefused,

    /// <summary>Accounts and first id did not come.</summary>
    NotReady,

    /// <summary>Another client holds the client id (326).</summary>
    ClientIdInUse,

    /// <summary>The Gateway hung up.</summary>
    ClosedByGateway,

    /// <summary>
    /// The Gateway answered the hello and then hung up without a single message: older ones do so, instead of 326, when another client holds
    /// the client id.
    /// </summary>
    ClosedInSilence,

    /// <summary>The heartbeat was not answered.</summary>
    HeartbeatLost,

    /// <summary>The Gateway took no bytes.</summary>
    WriteBlocked,

    /// <summary>What came is no TWS stream.</summary>
    BrokenStream,

    /// <summary>The Gateway moves to another port (1300).</summary>
    PortChanged,

    /// <summary>The receiver of the messages threw.</summary>
    ReceiverFailed,
}
