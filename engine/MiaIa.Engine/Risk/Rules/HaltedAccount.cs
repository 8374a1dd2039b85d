using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses while the account is halted, or a condition of the instrument blocks entries.</summary>
internal static class HaltedAccount
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var state = entry.Ledger.StateOf(entry.Slot);
        return new(RiskCode.Halted, state == TradingState.Active, (double)state, (double)TradingState.Active);
    }
}
