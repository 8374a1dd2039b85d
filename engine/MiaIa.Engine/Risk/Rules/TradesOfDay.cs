namespace MiaIa.Engine.Risk;

/// <summary>Refuses when the trade date has had its number of trades.</summary>
internal static class TradesOfDay
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var limit = entry.Ledger.Options.TradesPerDay;
        return new(RiskCode.TradesOfDay, entry.Ledger.TradesToday < limit, entry.Ledger.TradesToday, limit);
    }
}
