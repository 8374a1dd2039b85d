using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>The times of the newest frame read, which travel back with every answer. All in ns since 1970-01-01 UTC, wall clock.</summary>
internal struct FrameTrace
{
    private FrameTimes _times;
    private long _engineReceived;

    /// <summary>Whether they are of a frame that the drain under way has read.</summary>
    internal bool IsOfThisDrain { get; private set; }

    internal void Apply(FrameTimes times, long engineReceivedUnixNs) =>
        (_times, _engineReceived, IsOfThisDrain) = (times, engineReceivedUnixNs, true);

    /// <summary>The hops of the newest frame, once: a drain whose frames say nothing of theirs has none.</summary>
    internal DrainTime TakeDrain(string? instrument, int frames, long engineNs)
    {
        var (seen, sent, bridgeReceived, bridgeSent) = IsOfThisDrain ? _times : default;
        IsOfThisDrain = false;
        return new(
            instrument,
            frames,
            engineNs,
            Between(seen, sent),
            Between(sent, bridgeReceived),
            Between(bridgeSent, _engineReceived),
            Between(seen, _engineReceived)
        );
    }

    // Clocks of two machines may stand apart; a time below 0 is none.
    private static long Between(long from, long to) => from <= 0 || to < from ? -1 : to - from;

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
