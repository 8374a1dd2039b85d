namespace MiaIa.Engine.Risk;

/// <summary>
/// Refuses while there is a position in any instrument, or an entry that is not at its end: one at a time. In another instrument a doubt counts
/// too, because what is not counted there yet would stand beside this one; of its own the reconciliation is asked.
/// </summary>
internal static class OpenPosition
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var engaged = entry.Ledger.Engaged + (entry.Moment.HasOpenEntry && !entry.Ledger.HasOpenEntry(entry.Slot) ? 1 : 0);
        engaged += entry.Ledger.InDoubtBeside(entry.Slot);
        return new(RiskCode.PositionOpen, engaged == 0, engaged, 0);
    }
}
