using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// A gate refuses nearly everything it is asked about, or has never known the figure by which it judges. Whoever halts means it, and a halt is an alert
/// of its own.
/// </summary>
public sealed class GateStrangling : IAlertRule
{
    private const string OfAHalt = "not_halted";

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            foreach (var gate in instrument.Gates.Where(gate => gate.Name != OfAHalt))
            {
                var what = gate.Verdict switch
                {
                    "strangling" => string.Create(CultureInfo.InvariantCulture, $"refused {gate.Refused} of {gate.Judged} signals"),
                    "unwired" => string.Create(CultureInfo.InvariantCulture, $"did not know its figure in {gate.Judged} judgements"),
                    _ => "",
                };
                if (what.Length > 0)
                    findings.Holds(AlertCode.GateStrangling, $"{instrument.Name} {gate.Name}", what);
            }
        }
    }
}
