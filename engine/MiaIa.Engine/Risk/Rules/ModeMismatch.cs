using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Risk;

/// <summary>
/// Refuses where the mode does not fit: <c>sim</c> unless Sierra simulates; <c>live</c> while Sierra simulates, while anything in the path is
/// labelled, without the switch, or on an account that is not listed. On paper everything fits.
/// </summary>
internal static class ModeMismatch
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var fits = moment.Mode switch
        {
            TradingMode.DryRun => true,
            TradingMode.Sim => moment.IsSierraSimulating == true,
            TradingMode.Live => moment.IsSierraSimulating == false
                && !moment.IsLabelled
                && entry.Options.IsLiveAllowed
                && IsListed(entry.Options.LiveAccounts, moment.Account),
            _ => false,
        };
        return new(RiskCode.ModeMismatch, fits, (double)moment.Mode, fits ? (double)moment.Mode : 0);
    }

    private static bool IsListed(IReadOnlyList<string> accounts, string account)
    {
        for (var i = 0; i < accounts.Count; i++)
        {
            if (string.Equals(accounts[i], account, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
