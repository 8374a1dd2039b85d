using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>Sierra's own position at one moment: the truth for everyone else.</summary>
/// <param name="Number">Rises with every reading, so that two equal ones can be told from one seen twice.</param>
/// <param name="Lots">+ long, − short; ours and external together.</param>
/// <param name="OwnLots">Σ of the fills of our orders, as the study has them.</param>
/// <param name="WorkingStopLots">Of ours.</param>
/// <param name="WorkingTargetLots">Of ours.</param>
/// <param name="BalanceCents">The account's balance; null when Sierra tells none.</param>
/// <param name="Obstacle">Why Sierra would take no order now; empty = none.</param>
/// <param name="ObservedAt">Market time.</param>
public readonly record struct PositionReading(
    ulong Number,
    int Lots,
    int OwnLots,
    int WorkingStopLots,
    int WorkingTargetLots,
    long? BalanceCents,
    string Obstacle,
    UnixNanos ObservedAt
);
