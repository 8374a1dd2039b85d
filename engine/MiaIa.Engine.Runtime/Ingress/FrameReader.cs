using System.Runtime.CompilerServices;
using Google.Protobuf;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// Reads frames: live, at recovery and in a replay alike. Trades and books, which make up nearly all of a session, come as columns, and
/// without a message where their bytes are written as studies write them; every other body comes as its message. Whatever came is held
/// against every rule. What is said here is of the newest frame; nothing of it may be kept. Not synchronised.
/// </summary>
public sealed class FrameReader
{
    private const byte Epoch64 = 0x09,
        CounterTag = 0x10,
        StudySeen = 0x19,
        StudySent = 0x21,
        BridgeReceived = 0x29,
        BridgeSent = 0x31,
        TradesBody = 0x6A,
        DepthBody = 0x72;

    private byte[] _room = new byte[4096];

    /// <summary>The study's epoch; 0 only when there is not even an envelope.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>The frame's place in the order; 0 = not sequenced.</summary>
    public ulong Counter { get; private set; }

    /// <summary>What the frame holds; none when its body cannot be read.</summary>
    public StudyFrame.BodyOneofCase Body { get; private set; }

    /// <summary>Why the frame may not be used; null when it is sound.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The frame's message; null for trades and books, and when it cannot be read.</summary>
    public StudyFrame? Message { get; private set; }

    /// <summary>The first counter that the frame stands for: a gap stands for many, every other frame for its own.</summary>
    public ulong FirstCounter => Refusal is null && Body == StudyFrame.BodyOneofCase.Gap ? Message!.Gap.FirstCounter : Counter;

    /// <summary>When study and bridge saw and sent the frame; zeros when it cannot be read.</summary>
    public FrameTimes Times { get; private set; }

    /// <summary>The trades, when <see cref="Body"/> says so and nothing is refused.</summary>
    internal TradeColumns Trades { get; } = new();

    /// <summary>The book, when <see cref="Body"/> says so and nothing is refused.</summary>
    internal DepthColumns Depth { get; } = new();

    /// <summary>Reads a frame and holds it against every rule. False when not even its envelope can be read.</summary>
    public bool TryRead(ReadOnlySpan<byte> frame)
    {
        if (_room.Length < frame.Length + WireCursor.RoomBytes)
            _room = new byte[2 * (frame.Length + WireCursor.RoomBytes)];

        frame.CopyTo(_room);
        return TryRead(_room, frame.Length);
    }

    /// <summary>The same without a copy.</summary>
    /// <param name="bytes">The frame, and room of <see cref="WireCursor.RoomBytes"/> behind it, which says nothing.</param>
    /// <param name="length">Bytes of the frame.</param>
    internal bool TryRead(ReadOnlySpan<byte> bytes, int length) => TryReadColumns(bytes, length) || TryParse(bytes[..length]);

    // What a study writes of trades and books: fields in rising order, each once, and the bridge's two times before the body or behind it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadColumns(ReadOnlySpan<byte> bytes, int length)
    {
        var cursor = new WireCursor(bytes, length);
        if (!cursor.Takes(Epoch64))
            return false;
        Epoch = cursor.Fixed64();
        Counter = cursor.Varint(CounterTag);
        var (seen, sent) = (cursor.Fixed64(StudySeen, 0), cursor.Fixed64(StudySent, 0));
        var (received, forwarded) = (cursor.Fixed64(BridgeReceived, 0), cursor.Fixed64(BridgeSent, 0));
        var isTrades = cursor.Takes(TradesBody);
        if (!isTrades && !cursor.Takes(DepthBody))
            return false;
        if (!cursor.TryEnter(out var outerEnd) || !(isTrades ? Trades.TryRead(cursor) : Depth.TryRead(cursor)))
            return false;
        cursor.Leave(outerEnd);
        Times = new(seen, sent, cursor.Fixed64(BridgeReceived, received), cursor.Fixed64(BridgeSent, forwarded));
        if (cursor.Left != 0 || Epoch == 0)
            return false;
        Message = null;
        Body = isTrades ? StudyFrame.BodyOneofCase.Trades : StudyFrame.BodyOneofCase.Depth;
        Refusal = (isTrades ? TradeRules.FirstBroken(Trades) : Depth.Judge()) ?? BrokenOrder();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryParse(ReadOnlySpan<byte> bytes)
    {
        (Message, Body, Times) = (null, StudyFrame.BodyOneofCase.None, default);
        try
        {
            var frame = StudyFrame.Parser.ParseFrom(bytes);
            (Epoch, Counter, Body, Times) = (frame.Epoch, frame.Counter, frame.BodyCase, FrameTimes.From(frame));
            Refusal = FirstBroken(frame) ?? BrokenOrder();
            Message = Body is StudyFrame.BodyOneofCase.Trades or StudyFrame.BodyOneofCase.Depth ? null : frame;
            return Epoch != 0;
        }
        catch (InvalidProtocolBufferException malformed)
        {
            var isFramed = FrameHeader.TryRead(bytes, out var header);
            (Epoch, Counter) = (header.Epoch, header.Counter);
            Refusal = new(RefusalReason.Malformed, "frame", Ingress.Refusal.Quote(malformed.Message), "a StudyFrame");
            return isFramed;
        }
    }

    private Refusal? FirstBroken(StudyFrame frame)
    {
        switch (frame.BodyCase)
        {
            case StudyFrame.BodyOneofCase.Trades:
                return Trades.Take(frame.Trades) ?? TradeRules.FirstBroken(Trades);
            case StudyFrame.BodyOneofCase.Depth:
                Depth.Take(frame.Depth);
                return Depth.Judge();
            default:
                return FrameRules.FirstBroken(frame);
        }
    }

    /// <summary>What warms or decides has a place in the order, so that it can be missed and sent again.</summary>
    private Refusal? BrokenOrder() =>
        Counter == 0
        && Body
            is not (
                StudyFrame.BodyOneofCase.Hello
                or StudyFrame.BodyOneofCase.Heartbeat
                or StudyFrame.BodyOneofCase.Goodbye
                or StudyFrame.BodyOneofCase.CommandAck
            )
            ? Ingress.Refusal.From(RefusalReason.OutOfRange, "counter", 0, "at least 1 for this body")
            : null;
}
