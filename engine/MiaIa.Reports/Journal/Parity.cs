namespace MiaIa.Reports.Journal;

/// <summary>Whether a replay of the journal decided as the engine did when it lived it.</summary>
/// <param name="Verdict">same, INCIDENT or not measured.</param>
/// <param name="Chains">Chains of the journal that were replayed.</param>
/// <param name="Records">Their records.</param>
/// <param name="EndsConfirmed">End records whose decision hash the replay met.</param>
/// <param name="IntentsConfirmed">Order intents made again as they were recorded.</param>
/// <param name="Incidents">Every difference, in words.</param>
/// <param name="Remarks">Why it is not measured, and what else to know.</param>
public sealed record Parity(
    string Verdict,
    int Chains,
    long Records,
    int EndsConfirmed,
    long IntentsConfirmed,
    IReadOnlyList<string> Incidents,
    IReadOnlyList<string> Remarks
)
{
    internal const string NotMeasured = "not measured";
    internal const string Same = "same";
    internal const string Incident = "INCIDENT";
}
