using System.Runtime.CompilerServices;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// The two frames that make up nearly all of a session, trades and books, read without a message: for replays at full speed. It takes
/// only what is plain and breaks no rule; everything else goes through <see cref="ReceivedFrame"/>, which knows why.
/// </summary>
internal sealed class PlainFrames
{
    private const byte Epoch64 = 0x09,
        Counter = 0x10,
        StudySeen = 0x19,
        StudySent = 0x21,
        BridgeReceived = 0x29,
        BridgeSent = 0x31,
        TradesBody = 0x6A,
        DepthBody = 0x72;

    private readonly PlainTrades _trades = new();
    private readonly PlainDepth _depth = new();
    private bool _isTrades;

    /// <summary>The frame's epoch.</summary>
    internal ulong Epoch { get; private set; }

    /// <summary>Its place in the order, at least 1.</summary>
    internal ulong Place { get; private set; }

    /// <summary>Reads a frame. False when it is another one, unusual, or breaks a rule.</summary>
    /// <param name="bytes">The frame, and room of <see cref="PlainCursor.RoomBytes"/> behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryRead(ReadOnlySpan<byte> bytes, int length)
    {
        var cursor = new PlainCursor(bytes, length);
        if (!cursor.Takes(Epoch64))
            return false;
        Epoch = cursor.Fixed64();
        Place = cursor.Varint(Counter);
        cursor.SkipFixed64(StudySeen);
        cursor.SkipFixed64(StudySent);
        SkipBridge(ref cursor);
        _isTrades = cursor.Takes(TradesBody);
        if (!_isTrades && !cursor.Takes(DepthBody))
            return false;
        if (!cursor.TryEnter(out var outerEnd) || !(_isTrades ? _trades.TryRead(cursor) : _depth.TryRead(cursor)))
            return false;
        cursor.Leave(outerEnd);
        SkipBridge(ref cursor);
        return cursor.Left == 0 && Epoch != 0 && Place != 0;
    }

    /// <summary>Feeds what was read.</summary>
    internal void Feed(InstrumentEngine instrument, UnixNanos receivedAt)
    {
        if (_isTrades)
            _trades.Feed(instrument, receivedAt);
        else
            _depth.Feed(instrument, receivedAt);
    }

    // The bridge appends its two times behind the body; a frame that was written anew has them before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SkipBridge(ref PlainCursor cursor)
    {
        cursor.SkipFixed64(BridgeReceived);
        cursor.SkipFixed64(BridgeSent);
    }
}
