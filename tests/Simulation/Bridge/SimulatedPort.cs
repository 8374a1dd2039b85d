using System.Buffers.Binary;
using Google.Protobuf;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace Simulation.Bridge;

/// <summary>The bridge's port without NetMQ: messages of numbered connections, each named in five bytes as NetMQ names them.</summary>
internal sealed class SimulatedPort(Func<ulong, bool> stands, Action<byte[], ulong> send) : IStudyPort
{
    private const int IdBytes = 5;

    private readonly Queue<(byte[] Bytes, ulong Connection, bool IsFirst)> _arrived = [];
    private readonly byte[] _buffer = new byte[StudyEnvelope.FrameBytesMax + (2 * TimestampAppender.FieldBytes)];
    private readonly byte[] _routingId = new byte[IdBytes];
    private bool _isFirst;

    public ReadOnlySpan<byte> RoutingId => _routingId;

    public ReadOnlySpan<byte> Frame => _buffer.AsSpan(0, Math.Min(FrameBytes, _buffer.Length));

    public int FrameBytes { get; private set; }

    public ReadOnlySpan<byte> Credential => _isFirst ? TestAccess.Tokens[AccessRole.Operate].Bytes : default;

    public bool HasManyParts => false;

    internal bool HasMessages => _arrived.Count > 0;

    public bool TryReceive()
    {
        if (!_arrived.TryDequeue(out var message))
            return false;
        (FrameBytes, _isFirst) = (message.Bytes.Length, message.IsFirst);
        message.Bytes.AsSpan(0, Math.Min(FrameBytes, _buffer.Length)).CopyTo(_buffer);
        BinaryPrimitives.WriteUInt32BigEndian(_routingId.AsSpan(1), (uint)message.Connection);
        return true;
    }

    public ReadOnlyMemory<byte> Stamped(long receivedUnixNanos, long sentUnixNanos) =>
        _buffer.AsMemory(0, TimestampAppender.AppendUpstream(_buffer, FrameBytes, receivedUnixNanos, sentUnixNanos));

    public SendOutcome TrySend(ReadOnlySpan<byte> routingId, EngineFrame frame) => Send(routingId, frame.ToByteArray());

    public SendOutcome TrySend(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> frame) => Send(routingId, frame.ToArray());

    internal void Arrive(byte[] bytes, ulong from, bool isFirst) => _arrived.Enqueue((bytes, from, isFirst));

    private SendOutcome Send(ReadOnlySpan<byte> routingId, byte[] bytes)
    {
        var to = routingId.Length == IdBytes ? BinaryPrimitives.ReadUInt32BigEndian(routingId[1..]) : 0;
        if (to == 0 || !stands(to))
            return SendOutcome.NoRoute;
        send(bytes, to);
        return SendOutcome.Sent;
    }
}
