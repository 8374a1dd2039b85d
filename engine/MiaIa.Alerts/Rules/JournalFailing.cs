using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>The journal cannot be written: the engine has halted, and nothing is acknowledged.</summary>
public sealed class JournalFailing : IAlertRule
{
    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.JournalFailure.Length > 0)
            findings.Holds(AlertCode.JournalFailing, "", $"the journal cannot be written: {facts.JournalFailure}; halted");
    }
}
