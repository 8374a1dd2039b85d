using Google.Protobuf;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;
using NetMQ;
using NetMQ.Sockets;

namespace MiaIa.Bridge.Relay;

/// <summary>The ROUTER socket: frames of studies come in, frames for studies go out. Nothing here waits.</summary>
/// <remarks>
/// One thread at a time: the one that opened it hands it to the relay thread before that starts, and the relay thread closes it.
/// What is sent belongs to NetMQ from then on, so it is copied; the routing id before it is only looked at, so it is not.
/// </remarks>
internal sealed class StudyPort : IStudyPort, IDisposable
{
    // A longer message is not even read: its sender is disconnected. What lies between this and a frame's limit is refused with an answer.
    private const int MessageBytesMax = 1024 * 1024;

    // Messages that wait for one study, or that one study has sent and nobody has read yet; then its connection is not read.
    private const int WaitingMessagesMax = 1_000;
    private const int OwnFrameBytesMax = 4096;
    private static readonly TimeSpan LastWordsLinger = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(1);

    // Only for connections whose other end has vanished. A study answers pings in its chart's calls, which a dialogue or the loading of a
    // chart can hold up for seconds: whether it is fresh, its own heartbeats say.
    private static readonly TimeSpan PingAnswerMax = TimeSpan.FromSeconds(15);

    private readonly byte[] _buffer = new byte[StudyEnvelope.FrameBytesMax + (2 * TimestampAppender.FieldBytes)];
    private readonly byte[] _own = new byte[OwnFrameBytesMax];
    private readonly byte[] _credential = new byte[AccessToken.TextLength + 1];
    private int _credentialBytes;
    private byte[] _receiver = [];
    private Msg _routingId;
    private Msg _part;
    private bool _disposed;

    static StudyPort() => BufferPool.SetCustomBufferPool(new RoomyBuffers());

    /// <summary>Opens the port.</summary>
    /// <exception cref="NetMQException">The endpoint cannot be bound.</exception>
    internal StudyPort(string endpoint)
    {
        _routingId.InitEmpty();
        _part.InitEmpty();
        Socket = new RouterSocket();
        try
        {
            Socket.Options.RouterMandatory = true;
            // Nobody takes over a connection by naming himself as it is named.
            Socket.Options.RouterHandover = false;
            Socket.Options.MaxMsgSize = MessageBytesMax;
            Socket.Options.SendHighWatermark = WaitingMessagesMax;
            Socket.Options.ReceiveHighWatermark = WaitingMessagesMax;
            Socket.Options.Linger = LastWordsLinger;
            Socket.Options.HeartbeatInterval = PingPause;
            Socket.Options.HeartbeatTimeout = PingAnswerMax;
            Socket.Bind(endpoint);
            Endpoint = Socket.Options.LastEndpoint ?? endpoint;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>For the poller.</summary>
    internal RouterSocket Socket { get; }

    /// <summary>Where it listens, with the port filled in.</summary>
    internal string Endpoint { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> RoutingId => _routingId.Slice();

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Frame => _buffer.AsSpan(0, Math.Min(FrameBytes, _buffer.Length));

    /// <inheritdoc/>
    public int FrameBytes { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Credential => _credential.AsSpan(0, _credentialBytes);

    /// <inheritdoc/>
    public bool HasManyParts { get; private set; }

    /// <inheritdoc/>
    public bool TryReceive()
    {
        if (!Socket.TryReceive(ref _routingId, TimeSpan.Zero))
            return false;
        // The parts of a message arrive together, so what follows the id is there.
        if (!Socket.TryReceive(ref _part, TimeSpan.Zero))
            return false;
        _credentialBytes = 0;
        if (_part.HasMore && !TakeCredential())
            return false;
        var part = _part.Slice();
        FrameBytes = part.Length;
        part[..Math.Min(FrameBytes, _buffer.Length)].CopyTo(_buffer);
        HasManyParts = _part.HasMore;
        while (_part.HasMore && Socket.TryReceive(ref _part, TimeSpan.Zero)) { }

        return true;
    }

    // One that is longer or empty is none either way, so its beginning is enough.
    private bool TakeCredential()
    {
        var presented = _part.Slice();
        _credentialBytes = Math.Max(1, Math.Min(presented.Length, _credential.Length));
        presented[..Math.Min(presented.Length, _credential.Length)].CopyTo(_credential);
        return Socket.TryReceive(ref _part, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Stamped(long receivedUnixNanos, long sentUnixNanos) =>
        _buffer.AsMemory(0, TimestampAppender.AppendUpstream(_buffer, FrameBytes, receivedUnixNanos, sentUnixNanos));

    /// <inheritdoc/>
    public SendOutcome TrySend(ReadOnlySpan<byte> routingId, EngineFrame frame)
    {
        var bytes = _own.AsSpan(0, frame.CalculateSize());
        frame.WriteTo(bytes);
        return TrySend(routingId, bytes);
    }

    /// <inheritdoc/>
    public SendOutcome TrySend(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> frame)
    {
        // Of exactly the id's length, or NetMQ makes a copy that is; those that NetMQ makes up have one length.
        if (_receiver.Length != routingId.Length)
            _receiver = new byte[routingId.Length];
        routingId.CopyTo(_receiver);
        var part = new Msg();
        part.InitGC(_receiver, _receiver.Length);
        try
        {
            if (!Socket.TrySend(ref part, TimeSpan.Zero, more: true))
                return SendOutcome.WouldBlock;
        }
        catch (HostUnreachableException)
        {
            return SendOutcome.NoRoute;
        }

        part.InitPool(frame.Length);
        frame.CopyTo(part.Slice());
        // Once the receiver is found the rest always goes: into its queue, or nowhere when it has left meanwhile, which a resend makes good.
        Socket.TrySend(ref part, TimeSpan.Zero, more: false);
        return SendOutcome.Sent;
    }

    /// <summary>Closes the port; what was sent still goes out for a moment, see <see cref="FinishSending"/>.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Socket.Dispose();
        _routingId.Close();
        _part.Close();
    }

    /// <summary>Lets NetMQ send what closed sockets have left and ends its threads: the last thing in a program, as it ends every socket.</summary>
    /// <param name="limit">How long at most; NetMQ's threads end with the process anyway.</param>
    /// <returns>False when the time ran out.</returns>
    internal static bool FinishSending(TimeSpan limit) => Task.Run(static () => NetMQConfig.Cleanup(block: true)).Wait(limit);
}
