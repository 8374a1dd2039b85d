using Google.Protobuf;
using MiaIa.Bridge.Wire;
using MiaIa.V1;
using MiaIa.ZeroMq;

namespace MiaIa.Bridge.Relay;

/// <summary>The ROUTER socket: frames of studies come in, frames for studies go out. Nothing here waits.</summary>
internal sealed class StudyPort : IDisposable
{
    // A longer message is not even read: its sender is disconnected. What lies between this and a frame's limit is refused with an answer.
    private const long MessageBytesMax = 1024 * 1024;
    private const int OwnFrameBytesMax = 4096;
    private static readonly TimeSpan LastWordsLinger = TimeSpan.FromMilliseconds(200);

    private readonly ZeroMqMessage _routingId = new();
    private readonly ZeroMqMessage _surplus = new();
    private readonly byte[] _buffer = new byte[StudyEnvelope.FrameBytesMax + (2 * TimestampAppender.FieldBytes)];
    private readonly byte[] _own = new byte[OwnFrameBytesMax];
    private int _length;

    /// <summary>Opens the port.</summary>
    /// <exception cref="ZeroMqException">The endpoint cannot be bound.</exception>
    internal StudyPort(ZeroMqContext context, string endpoint)
    {
        Socket = context.CreateSocket(
            ZeroMqSocketType.Router,
            new ZeroMqSocketOptions
            {
                RouterMandatory = true,
                RouterHandover = true,
                MaxMessageBytes = MessageBytesMax,
                Linger = LastWordsLinger,
                HeartbeatInterval = TimeSpan.FromSeconds(1),
                HeartbeatTimeout = TimeSpan.FromSeconds(3),
            }
        );
        try
        {
            Socket.Bind(endpoint);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>For the poller.</summary>
    internal ZeroMqSocket Socket { get; }

    /// <summary>Where it listens, with the port filled in.</summary>
    internal string Endpoint => Socket.LastEndpoint;

    /// <summary>Who sent the message received last.</summary>
    internal ReadOnlySpan<byte> RoutingId => _routingId.Bytes;

    /// <summary>The message received last; of one that is too long only the beginning, which is still too long.</summary>
    internal ReadOnlySpan<byte> Frame => _buffer.AsSpan(0, Math.Min(_length, _buffer.Length));

    /// <summary>Its whole length in bytes.</summary>
    internal int FrameBytes => _length;

    /// <summary>It had one part, as the contract says.</summary>
    internal bool IsSinglePart { get; private set; }

    /// <summary>Receives one message if one is there.</summary>
    internal bool TryReceive()
    {
        if (!Socket.TryReceive(_routingId))
            return false;
        // The parts of a message arrive together, so what follows the id is there.
        if (!Socket.TryReceive(_buffer, out _length, out var more))
            return false;
        IsSinglePart = !more;
        while (more && Socket.TryReceive(_surplus))
            more = _surplus.More;
        return true;
    }

    /// <summary>The message received last with the bridge's two times behind it; valid until the next receive.</summary>
    internal ReadOnlyMemory<byte> Stamped(long receivedUnixNanos, long sentUnixNanos) =>
        _buffer.AsMemory(0, TimestampAppender.AppendUpstream(_buffer, _length, receivedUnixNanos, sentUnixNanos));

    /// <summary>Sends bytes of the engine.</summary>
    internal SendOutcome TrySend(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> frame) => Socket.TrySendTo(routingId, frame);

    /// <summary>Sends a frame of the bridge's own.</summary>
    internal SendOutcome TrySend(ReadOnlySpan<byte> routingId, EngineFrame frame)
    {
        var bytes = _own.AsSpan(0, frame.CalculateSize());
        frame.WriteTo(bytes);
        return Socket.TrySendTo(routingId, bytes);
    }

    public void Dispose()
    {
        Socket.Dispose();
        _routingId.Dispose();
        _surplus.Dispose();
    }
}
