namespace MiaIa.ZeroMq;

/// <summary>Events of connections; the numbers are libzmq's.</summary>
[Flags]
public enum ZeroMqMonitorEventKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>TCP is connected; the handshake follows.</summary>
    Connected = 0x0001,

    /// <summary>The connection is being tried.</summary>
    ConnectDelayed = 0x0002,

    /// <summary>It will be tried again after a pause.</summary>
    ConnectRetried = 0x0004,

    /// <summary>The socket listens.</summary>
    Listening = 0x0008,

    /// <summary>The socket cannot listen.</summary>
    BindFailed = 0x0010,

    /// <summary>A peer's TCP connection was accepted.</summary>
    Accepted = 0x0020,

    /// <summary>A connection could not be accepted.</summary>
    AcceptFailed = 0x0040,

    /// <summary>The connection was closed by us.</summary>
    Closed = 0x0080,

    /// <summary>Closing failed.</summary>
    CloseFailed = 0x0100,

    /// <summary>The connection broke.</summary>
    Disconnected = 0x0200,

    /// <summary>The monitor has ended; nothing follows.</summary>
    MonitorStopped = 0x0400,

    /// <summary>The handshake failed for a reason of the system.</summary>
    HandshakeFailed = 0x0800,

    /// <summary>The handshake is done; messages can flow.</summary>
    HandshakeSucceeded = 0x1000,

    /// <summary>The peer broke the protocol or security settings do not match.</summary>
    HandshakeFailedProtocol = 0x2000,

    /// <summary>The peer was not allowed in.</summary>
    HandshakeFailedAuthentication = 0x4000,

    /// <summary>All of them.</summary>
    All = 0xFFFF,
}
