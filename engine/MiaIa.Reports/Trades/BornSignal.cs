namespace MiaIa.Reports.Trades;

/// <summary>A signal as it was born, and what became of it.</summary>
/// <param name="SignalId">Its number.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Book">Mode and label.</param>
/// <param name="BornUnixNs">Market time.</param>
/// <param name="Direction">long or short.</param>
/// <param name="Tier">At its birth.</param>
/// <param name="Score">−1 to +1.</param>
/// <param name="Coverage">0 to 1.</param>
/// <param name="ReferenceTicks">The price that it was born at, in ticks.</param>
/// <param name="Refused">The rules of risk that refused it; empty = approved; null = no verdict is recorded.</param>
public sealed record BornSignal(
    long SignalId,
    string Instrument,
    string Book,
    long BornUnixNs,
    string Direction,
    string Tier,
    double Score,
    double Coverage,
    long ReferenceTicks,
    string? Refused
)
{
    /// <summary>The code by which the study refused its order, or by which that was rejected; empty = neither.</summary>
    public string RefusedByStudy { get; init; } = "";
}
