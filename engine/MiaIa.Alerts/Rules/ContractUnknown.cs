using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>IBKR does not know a contract that is wanted; over once it is found, or once it is wanted no more.</summary>
public sealed class ContractUnknown : IAlertRule
{
    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.Ibkr is not { } ibkr)
            return;
        // Without IBKR nothing is asked, so that nothing can be found.
        if (!ibkr.IsLive)
            findings.Unknown(AlertCode.ContractUnknown);
        const string Text = "IBKR knows no such contract (200), and it is wanted; it is asked for again";
        foreach (var contract in ibkr.UnknownContracts)
            findings.Holds(AlertCode.ContractUnknown, contract, Text);
    }
}
