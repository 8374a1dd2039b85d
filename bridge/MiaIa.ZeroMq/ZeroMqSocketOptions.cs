namespace MiaIa.ZeroMq;

/// <summary>Options of a socket. libzmq reads most of them at bind or connect, so they are given when the socket is made.</summary>
/// <remarks>A null value leaves libzmq's default.</remarks>
public sealed record ZeroMqSocketOptions
{
    /// <summary>Messages queued for one peer before a send would block; libzmq's default is 1000, 0 = no bound.</summary>
    public int? SendHighWaterMark { get; init; }

    /// <summary>Messages queued from one peer before its connection is no longer read; default 1000, 0 = no bound.</summary>
    public int? ReceiveHighWaterMark { get; init; }

    /// <summary>How long unsent messages outlive the socket; 0 unless set.</summary>
    public TimeSpan? Linger { get; init; }

    /// <summary>Pause between pings on an idle connection; 0 = none. Finds half-open connections and frozen peers.</summary>
    public TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>Silence after a ping that ends the connection.</summary>
    public TimeSpan? HeartbeatTimeout { get; init; }

    /// <summary>Queue only for peers that are connected, so that a send says at once that nobody is there.</summary>
    public bool? Immediate { get; init; }

    /// <summary>ROUTER: a message for an unknown peer is an error, not silently dropped.</summary>
    public bool? RouterMandatory { get; init; }

    /// <summary>ROUTER: a new connection with a known routing id takes the old one's place.</summary>
    public bool? RouterHandover { get; init; }

    /// <summary>The name that a ROUTER peer sees, 1 to 255 bytes not starting with 0; empty = the ROUTER makes one up.</summary>
    public ReadOnlyMemory<byte> RoutingId { get; init; }

    /// <summary>First pause before a lost connection is tried again; default 100 ms.</summary>
    public TimeSpan? ReconnectInterval { get; init; }

    /// <summary>Bound of the pause, which doubles up to it; 0 = it does not grow.</summary>
    public TimeSpan? ReconnectIntervalMax { get; init; }

    /// <summary>A peer that sends a longer message is disconnected; −1 = no bound.</summary>
    public long? MaxMessageBytes { get; init; }

    /// <summary>How long a peer may take to say hello on the wire before it is disconnected; default 30 s.</summary>
    public TimeSpan? HandshakeTimeout { get; init; }

    /// <summary>CURVE encryption and who plays which part; null = clear text.</summary>
    public CurveSecurity? Curve { get; init; }

    internal void ApplyTo(ZeroMqSocket socket)
    {
        Set(socket, SocketOption.SendHighWaterMark, SendHighWaterMark);
        Set(socket, SocketOption.ReceiveHighWaterMark, ReceiveHighWaterMark);
        Set(socket, SocketOption.Linger, Milliseconds(Linger));
        Set(socket, SocketOption.HeartbeatInterval, Milliseconds(HeartbeatInterval));
        Set(socket, SocketOption.HeartbeatTimeout, Milliseconds(HeartbeatTimeout));
        Set(socket, SocketOption.Immediate, Flag(Immediate));
        Set(socket, SocketOption.RouterMandatory, Flag(RouterMandatory));
        Set(socket, SocketOption.RouterHandover, Flag(RouterHandover));
        Set(socket, SocketOption.ReconnectInterval, Milliseconds(ReconnectInterval));
        Set(socket, SocketOption.ReconnectIntervalMax, Milliseconds(ReconnectIntervalMax));
        Set(socket, SocketOption.HandshakeTimeout, Milliseconds(HandshakeTimeout));
        if (MaxMessageBytes is { } bytes)
            socket.SetOption(SocketOption.MaxMessageBytes, bytes);
        if (!RoutingId.IsEmpty)
            socket.SetOption(SocketOption.RoutingId, RoutingId.Span);
        Curve?.ApplyTo(socket);
    }

    private static void Set(ZeroMqSocket socket, SocketOption option, int? value)
    {
        if (value is { } given)
            socket.SetOption(option, given);
    }

    private static int? Flag(bool? value) =>
        value is { } given
            ? given
                ? 1
                : 0
            : null;

    private static int? Milliseconds(TimeSpan? value) => value is { } given ? checked((int)given.TotalMilliseconds) : null;
}
