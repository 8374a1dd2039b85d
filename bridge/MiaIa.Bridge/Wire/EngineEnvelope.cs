namespace MiaIa.Bridge.Wire;

/// <summary>What the bridge needs to know of an EngineFrame: its kind, and where a resend begins.</summary>
internal readonly ref struct EngineEnvelope
{
    private const int FirstBodyField = 10;

    private EngineEnvelope(EngineBody body, ReadOnlySpan<byte> bodyBytes)
    {
        Body = body;
        BodyBytes = bodyBytes;
    }

    /// <summary>The kind; one that this version does not know is passed on like a signal.</summary>
    internal EngineBody Body { get; }

    internal ReadOnlySpan<byte> BodyBytes { get; }

    /// <summary>Only the newest of these matters, so a newer one takes the place of one that waits.</summary>
    internal static bool IsConflated(EngineBody body) => body is EngineBody.Ack or EngineBody.Levels or EngineBody.State;

    /// <returns>False when the frame is malformed or has no body.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> frame, out EngineEnvelope envelope)
    {
        envelope = default;
        var body = EngineBody.None;
        ReadOnlySpan<byte> bodyBytes = default;
        var reader = new WireReader(frame);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var number, out var type))
                return false;
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

        envelope = new EngineEnvelope(body, bodyBytes);
        return body != EngineBody.None;
    }

    /// <summary>Welcome: the next frame the engine wants. 0 when absent or unreadable.</summary>
    internal ulong ResumeCounter => WireField.TryReadVarint(BodyBytes, 2, out var counter) ? counter : 0;

    /// <summary>ResendRequest: the first frame wanted again. Ack: the last one that is safe. 0 when absent or unreadable.</summary>
    internal ulong CounterField => WireField.TryReadVarint(BodyBytes, 1, out var counter) ? counter : 0;
}
