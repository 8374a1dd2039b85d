using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// A gate was asked often and has never refused. Most gates guard against what is rare, and rightly refuse nothing for days: so this is said after two
/// hundred judgements, and is information only.
/// </summary>
public sealed class GateInert : IAlertRule
{
    private const int JudgedMin = 200;

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (instrument.IsPast)
                continue;
            var inert = instrument.Gates.Where(gate => gate.Verdict == "inert" && gate.Judged >= JudgedMin).ToArray();
            if (inert.Length == 0)
                continue;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"never refused in {inert.Min(gate => gate.Judged)} judgements and more: {string.Join(' ', inert.Select(gate => gate.Name))}"
            );
            findings.Holds(AlertCode.GateInert, instrument.Name, text);
        }
    }
}
