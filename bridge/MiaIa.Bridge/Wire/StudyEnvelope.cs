namespace MiaIa.Bridge.Wire;

/// <summary>What the bridge needs to know of a StudyFrame: who, which place in the order, what kind. The body is only measured.</summary>
internal readonly ref struct StudyEnvelope
{
    /// <summary>Longest frame that is relayed: 64 KiB less the room for the two times that the bridge appends.</summary>
    internal const int FrameBytesMax = (64 * 1024) - (2 * TimestampAppender.FieldBytes);

    private const int FirstBodyField = 10;
    private const int LastBodyField = (int)StudyBody.StudySwitch;

    private StudyEnvelope(ulong epoch, ulong counter, uint bodyField, ReadOnlySpan<byte> bodyBytes)
    {
        Epoch = epoch;
        Counter = counter;
        BodyField = bodyField;
        BodyBytes = bodyBytes;
    }

    internal ulong Epoch { get; }

    internal ulong Counter { get; }

    /// <summary>Field number of the body, also of one that is not known; 0 = none.</summary>
    internal uint BodyField { get; }

    internal StudyBody Body => (StudyBody)BodyField;

    internal ReadOnlySpan<byte> BodyBytes { get; }

    /// <summary>Hello, Heartbeat and Goodbye stand outside the order; a CommandAck may.</summary>
    internal bool IsSequenced => Counter != 0;

    /// <summary>Reads a frame's top level strictly: every field well-formed to the last byte, one known body, a usable counter.</summary>
    /// <param name="frame">The bytes as received.</param>
    /// <param name="envelope">What could be read, also when the answer is a fault.</param>
    internal static FrameFault TryRead(ReadOnlySpan<byte> frame, out StudyEnvelope envelope)
    {
        envelope = default;
        if (frame.Length > FrameBytesMax)
            return FrameFault.Oversized;
        ulong epoch = 0,
            counter = 0;
        uint bodyField = 0;
        var bodies = 0;
        ReadOnlySpan<byte> body = default;
        var reader = new WireReader(frame);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var number, out var type) || !HasItsType(number, type))
                return FrameFault.Malformed;
            bool ok;
            if (number == 1)
            {
                ok = reader.TryReadFixed64(out epoch);
            }
            else if (number == 2)
            {
                ok = reader.TryReadVarint(out counter);
            }
            else if (number >= FirstBodyField && type == WireType.Bytes)
            {
                bodyField = number;
                bodies++;
                ok = reader.TryReadBytes(out body);
            }
            else
            {
                ok = reader.TrySkip(type);
            }

            if (!ok)
                return FrameFault.Malformed;
        }

        envelope = new StudyEnvelope(epoch, counter, bodyField, body);
        return bodies > 1 ? FrameFault.TwoBodies : envelope.Fault();
    }

    /// <summary>Reads a Gap body.</summary>
    internal bool TryReadGap(out ulong first, out ulong last)
    {
        last = 0;
        return WireField.TryReadVarint(BodyBytes, 1, out first) && WireField.TryReadVarint(BodyBytes, 2, out last);
    }

    private FrameFault Fault()
    {
        if (BodyField == 0)
            return FrameFault.NoBody;
        if (BodyField > LastBodyField)
            return FrameFault.UnknownBody;
        if (Epoch == 0)
            return FrameFault.NoEpoch;
        var outside = Body is StudyBody.Hello or StudyBody.Heartbeat or StudyBody.Goodbye;
        // A counter of all ones has no successor.
        if ((outside && Counter != 0) || (!outside && Body != StudyBody.CommandAck && Counter == 0) || Counter == ulong.MaxValue)
            return FrameFault.BadCounter;
        if (Body != StudyBody.Gap)
            return FrameFault.None;
        if (!TryReadGap(out var first, out var last))
            return FrameFault.Malformed;
        return first == 0 || first > last || last != Counter ? FrameFault.BadGap : FrameFault.None;
    }

    // Fields of later versions may have any type; those we know may not.
    private static bool HasItsType(uint number, WireType type) =>
        number switch
        {
            1 or 3 or 4 or 5 or 6 => type == WireType.Fixed64,
            2 => type == WireType.Varint,
            >= FirstBodyField and <= LastBodyField => type == WireType.Bytes,
            _ => true,
        };
}
