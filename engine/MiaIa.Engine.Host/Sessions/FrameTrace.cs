using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>The times of the newest frame read, which travel back with every answer. All in ns since 1970-01-01 UTC, wall clock.</summary>
internal struct FrameTrace
{
    private long _studySeen;
    private long _studySent;
    private long _bridgeReceived;
    private long _bridgeSent;
    private long _engineReceived;

    internal void Apply(StudyFrame frame, long engineReceivedUnixNs)
    {
        _studySeen = frame.StudySeenUnixNs;
        _studySent = frame.StudySentUnixNs;
        _bridgeReceived = frame.BridgeReceivedUnixNs;
        _bridgeSent = frame.BridgeSentUnixNs;
        _engineReceived = engineReceivedUnixNs;
    }

    internal readonly void Give(EngineFrame frame, long engineAnsweredUnixNs)
    {
        frame.StudySeenUnixNs = _studySeen;
        frame.StudySentUnixNs = _studySent;
        frame.BridgeReceivedUnixNs = _bridgeReceived;
        frame.BridgeSentUnixNs = _bridgeSent;
        frame.EngineReceivedUnixNs = _engineReceived;
        frame.EngineAnsweredUnixNs = engineAnsweredUnixNs;
    }
}
