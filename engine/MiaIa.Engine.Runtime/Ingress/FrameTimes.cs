using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>When the hops before the engine had a frame, in ns since 1970-01-01 UTC by each hop's own clock; 0 = not said.</summary>
/// <param name="StudySeenUnixNs">The study saw the market.</param>
/// <param name="StudySentUnixNs">The study sent the frame.</param>
/// <param name="BridgeReceivedUnixNs">The bridge received it.</param>
/// <param name="BridgeSentUnixNs">The bridge sent it on.</param>
public readonly record struct FrameTimes(long StudySeenUnixNs, long StudySentUnixNs, long BridgeReceivedUnixNs, long BridgeSentUnixNs)
{
    internal FrameTimes(ulong studySeen, ulong studySent, ulong bridgeReceived, ulong bridgeSent)
        : this((long)studySeen, (long)studySent, (long)bridgeReceived, (long)bridgeSent) { }

    internal static FrameTimes From(StudyFrame frame) =>
        new(frame.StudySeenUnixNs, frame.StudySentUnixNs, frame.BridgeReceivedUnixNs, frame.BridgeSentUnixNs);
}
