namespace MiaIa.Engine.Risk;

/// <summary>Refuses near the price of an entry that lost a short while ago.</summary>
internal static class LossLevel
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var nearest = entry.Ledger.LossLevelTicks(entry.Slot, entry.Moment.LastPrice, entry.Moment.Now);
        var limit = entry.Ledger.Options.LossLevelTicks;
        return new(RiskCode.LossLevel, nearest > limit, nearest, limit);
    }
}
