namespace MiaIa.Engine.Risk;

/// <summary>
/// Refuses when the trade date's realised result, the worst that open positions may still lose, and this entry stopped out with slippage and fees
/// would pass the limit together.
/// </summary>
internal static class DailyLossLimit
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var worst = entry.Ledger.WorstWithCents(entry.Slot, entry.Lots, Math.Max(1, entry.StopTicks));
        var limit = entry.Ledger.Options.DailyLossLimitCents;
        return new(RiskCode.DailyLoss, -worst <= limit, -worst / 100.0, limit / 100.0);
    }
}
