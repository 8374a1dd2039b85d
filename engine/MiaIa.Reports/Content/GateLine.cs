using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Content;

/// <summary>What one contract of each signal would have earned that a rule refused: below 0 = the rule has saved money.</summary>
/// <param name="Code">The rule; (approved) = none refused.</param>
/// <param name="WinRate">Of these ghosts with one tick of slippage.</param>
/// <param name="MeanCents">Profit of one with one tick of slippage.</param>
/// <param name="Cents0">Σ without slippage.</param>
/// <param name="Cents1">Σ with one tick at each stop and flatten.</param>
/// <param name="Cents2">Σ with two.</param>
/// <param name="Alone">Ghosts that no other rule refused.</param>
/// <param name="AloneCents">Σ of these with one tick.</param>
public sealed record GateLine(
    string Code,
    Rate WinRate,
    Estimate MeanCents,
    long Cents0,
    long Cents1,
    long Cents2,
    long Alone,
    long AloneCents
);
