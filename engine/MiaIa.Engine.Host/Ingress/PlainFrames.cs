using System.Buffers.Binary;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>
/// The two frames that make up nearly all of a session, trades and books, read without a message: for replays at full speed. It takes
/// only what is plain and breaks no rule; everything else goes through <see cref="ReceivedFrame"/>, which knows why.
/// </summary>
internal sealed class PlainFrames
{
    private const int Epoch64 = 0x09, Counter32 = 0x10, StudySeen = 0x19, StudySent = 0x21, BridgeReceived = 0x29, BridgeSent = 0x31,
        TradesBody = 0x6A, DepthBody = 0x72;

    private readonly PlainTrades _trades = new();
    private readonly PlainDepth _depth = new();
    private bool _isTrades;

    /// <summary>The frame's epoch.</summary>
    internal ulong Epoch { get; private set; }

    /// <summary>Its place in the order, at least 1.</summary>
    internal ulong Counter { get; private set; }

    /// <summary>Reads a frame. False when it is another one, unusual, or breaks a rule.</summary>
    internal bool TryRead(ReadOnlySpan<byte> bytes)
    {
        (Epoch, Counter) = (0, 0);
        ReadOnlySpan<byte> body = default;
        var (bodyTag, seen) = (0, 0);
        for (var at = 0; at < bytes.Length;)
        {
            int tag = bytes[at++];
            var field = 1 << (tag >> 3);
            if ((seen & field) != 0)
                return false;
            seen |= field;
            switch (tag)
            {
                case Epoch64 or StudySeen or StudySent or BridgeReceived or BridgeSent:
                    if (bytes.Length - at < sizeof(ulong))
                        return false;
                    if (tag == Epoch64)
                        Epoch = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
                    at += sizeof(ulong);
                    break;
                case Counter32:
                    if (!WireColumns.TryVarint(bytes, ref at, out var counter))
                        return false;
                    Counter = counter;
                    break;
                case TradesBody or DepthBody:
                    if (bodyTag != 0 || !WireColumns.TryBytes(bytes, ref at, out body))
                        return false;
                    bodyTag = tag;
                    break;
                default:
                    return false;
            }
        }

        _isTrades = bodyTag == TradesBody;
        return Epoch != 0 && Counter != 0 && bodyTag != 0 && (_isTrades ? _trades.TryRead(body) : _depth.TryRead(body));
    }

    /// <summary>Feeds what was read.</summary>
    internal void Feed(InstrumentLane lane, UnixNanos receivedAt)
    {
        if (_isTrades)
            _trades.Feed(lane, receivedAt);
        else
            _depth.Feed(lane, receivedAt);
    }
}
