using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>The times of the newest frame read, which travel back with every answer. All in ns since 1970-01-01 UTC, wall clock.</summary>
internal struct FrameTrace
{
    private FrameTimes _times;
    private long _engineReceived;

    internal void Apply(FrameTimes times, long engineReceivedUnixNs) => (_times, _engineReceived) = (times, engineReceivedUnixNs);

    internal readonly void Give(EngineFrame frame, long engineAnsweredUnixNs)
    {
        frame.StudySeenUnixNs = _times.StudySeenUnixNs;
        frame.StudySentUnixNs = _times.StudySentUnixNs;
        frame.BridgeReceivedUnixNs = _times.BridgeReceivedUnixNs;
        frame.BridgeSentUnixNs = _times.BridgeSentUnixNs;
        frame.EngineReceivedUnixNs = _engineReceived;
        frame.EngineAnsweredUnixNs = engineAnsweredUnixNs;
    }
}
