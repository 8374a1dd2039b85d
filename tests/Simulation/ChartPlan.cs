namespace Simulation;

/// <summary>One of the charts that a study of ours is on.</summary>
/// <param name="Symbol">The contract.</param>
/// <param name="StudyCeiling">Contracts, as the study's input says.</param>
/// <param name="TickCents">What a tick of a contract is worth.</param>
/// <param name="FeeCents">Of a contract and side.</param>
/// <param name="Slot">The instrument's place in the engine's options.</param>
internal sealed record ChartPlan(string Symbol, int StudyCeiling, long TickCents, long FeeCents, int Slot);
