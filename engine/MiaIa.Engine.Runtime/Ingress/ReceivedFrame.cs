using Google.Protobuf;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>A frame as it came: read, or refused in its place because only its envelope could be read.</summary>
public readonly struct ReceivedFrame
{
    private ReceivedFrame(ulong epoch, ulong counter, StudyFrame? frame, Refusal? refusal)
    {
        Epoch = epoch;
        Counter = counter;
        Frame = frame;
        Refusal = refusal;
    }

    /// <summary>The study's epoch; 0 only when there is not even an envelope.</summary>
    public ulong Epoch { get; }

    /// <summary>Its place in the order; 0 = not sequenced.</summary>
    public ulong Counter { get; }

    /// <summary>The frame; null when its body cannot be read.</summary>
    public StudyFrame? Frame { get; }

    /// <summary>Why it may not be used; null when it is sound.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What the frame holds; none when its body cannot be read.</summary>
    public StudyFrame.BodyOneofCase Body => Frame?.BodyCase ?? StudyFrame.BodyOneofCase.None;

    /// <summary>The first counter that the frame stands for: a gap stands for many, every other frame for its own.</summary>
    public ulong FirstCounter => Refusal is null && Frame is { BodyCase: StudyFrame.BodyOneofCase.Gap } ? Frame.Gap.FirstCounter : Counter;

    /// <summary>Reads a frame and holds it against every rule. False when not even its envelope can be read.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReceivedFrame received)
    {
        try
        {
            var frame = StudyFrame.Parser.ParseFrom(bytes);
            if (frame.BodyCase == StudyFrame.BodyOneofCase.Depth)
                DepthPrices.Complete(frame.Depth);
            received = new(frame.Epoch, frame.Counter, frame, FrameRules.FirstBroken(frame) ?? OrderRule(frame));
            return frame.Epoch != 0;
        }
        catch (InvalidProtocolBufferException malformed)
        {
            var refusal = new Refusal(RefusalReason.Malformed, "frame", Ingress.Refusal.Quote(malformed.Message), "a StudyFrame");
            var isFramed = FrameHeader.TryRead(bytes, out var header);
            received = new(header.Epoch, header.Counter, null, refusal);
            return isFramed;
        }
    }

    /// <summary>What warms or decides has a place in the order, so that it can be missed and sent again.</summary>
    private static Refusal? OrderRule(StudyFrame frame) =>
        frame.Counter == 0
        && frame.BodyCase
            is not (
                StudyFrame.BodyOneofCase.Hello
                or StudyFrame.BodyOneofCase.Heartbeat
                or StudyFrame.BodyOneofCase.Goodbye
                or StudyFrame.BodyOneofCase.CommandAck
            )
            ? Ingress.Refusal.From(RefusalReason.OutOfRange, "counter", 0, "at least 1 for this body")
            : null;
}
