namespace MiaIa.Bridge.Wire;

/// <summary>What the bridge needs to know of an EngineFrame: its kind, and where a resend begins.</summary>
internal readonly ref struct EngineEnvelope
{
    private const int CounterFieldNumber = 2;
    private const int FirstBodyField = 10;

    private EngineEnvelope(ulong counter, EngineBody body, ReadOnlySpan<byte> bodyBytes)
    {
        Counter = counter;
        Body = body;
        BodyBytes = bodyBytes;
    }

    /// <summary>The kind; one that this version does not know is passed on like a signal.</summary>
    internal EngineBody Body { get; }

    internal ReadOnlySpan<byte> BodyBytes { get; }

    /// <summary>Place in the engine's own order; 0 = outside it.</summary>
    internal ulong Counter { get; }

    /// <summary>Only the newest of its kind matters, so it may take the place of one that waits. What has a counter may not be dropped.</summary>
    internal bool MayBeConflated =>
        Counter == 0 && (Body is EngineBody.Ack or EngineBody.Levels or EngineBody.State or EngineBody.TradingView);

    /// <returns>False when the frame is malformed or has no body.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> frame, out EngineEnvelope envelope)
    {
        envelope = default;
        var body = EngineBody.None;
        var counter = 0ul;
        ReadOnlySpan<byte> bodyBytes = default;
        var reader = new WireReader(frame);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var number, out var type))
                return false;
            if (number == CounterFieldNumber && type == WireType.Varint)
            {
                if (!reader.TryReadVarint(out counter))
                    return false;
                continue;
            }

            if (number < FirstBodyField || type != WireType.Bytes)
            {
                if (!reader.TrySkip(type))
                    return false;
                continue;
            }

            body = (EngineBody)number;
            if (!reader.TryReadBytes(out bodyBytes))
                return false;
        }

        envelope = new EngineEnvelope(counter, body, bodyBytes);
        return body != EngineBody.None;
    }

    /// <summary>Welcome: the next frame the engine wants. 0 when absent or unreadable.</summary>
    internal ulong ResumeCounter => WireField.TryReadVarint(BodyBytes, 2, out var counter) ? counter : 0;

    /// <summary>ResendRequest: the first frame wanted again. Ack: the last one that is safe. 0 when absent or unreadable.</summary>
    internal ulong CounterField => WireField.TryReadVarint(BodyBytes, 1, out var counter) ? counter : 0;
}
