using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>No entries until a person resumes.</summary>
public sealed class Halted : IAlertRule
{
    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.HaltReason.Length > 0)
            findings.Holds(AlertCode.Halted, "", facts.HaltReason);
    }
}
