namespace MiaIa.Engine.Risk;

/// <summary>Refuses while there is a position in any instrument, or an entry that is not at its end: one at a time.</summary>
internal static class OpenPosition
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var engaged = entry.Ledger.Engaged + (entry.Moment.HasOpenEntry && !entry.Ledger.HasOpenEntry(entry.Slot) ? 1 : 0);
        return new(RiskCode.PositionOpen, engaged == 0, engaged, 0);
    }
}
