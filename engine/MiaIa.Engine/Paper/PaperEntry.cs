using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>What is asked for: an entry at the market or at a limit, with stop and target in ticks from its first fill.</summary>
internal readonly record struct PaperEntry(
    ulong OrderId,
    ulong SignalId,
    ulong Tag,
    Direction Direction,
    int Lots,
    int Limit,
    int StopTicks,
    int TargetTicks,
    UnixNanos AskedAt
);
