using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>A limit of the account is reached: the day's loss, the day's trades, or too many entries in a short time.</summary>
public sealed class LimitReached : IAlertRule
{
    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        var account = facts.Account;
        if (account.IsLossLimitReached)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"the day's loss limit of {account.LossLimitCents / 100m:0.00} $ is reached; realised {account.RealizedCents / 100m:0.00} $"
            );
            findings.Holds(AlertCode.LimitReached, "DAILY_LOSS", text);
        }

        if (account.TradesMax > 0 && account.Trades >= account.TradesMax)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{account.Trades} of {account.TradesMax} trades of the day are made");
            findings.Holds(AlertCode.LimitReached, "TRADES_OF_DAY", text);
        }

        if (account.IsRunaway)
            findings.Holds(AlertCode.LimitReached, "RUNAWAY", "too many entry commands in a short time; halted until a person resumes");
    }
}
