namespace MiaIa.Engine.Risk;

/// <summary>Refuses when the margin of what is open and of this entry exceeds the balance. Passes while Sierra tells none.</summary>
internal static class MarginShortfall
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var needed = entry.Ledger.MarginWithCents(entry.Slot, entry.Lots);
        return entry.Moment.BalanceCents is { } balance
            ? new(RiskCode.Margin, needed <= balance, needed / 100.0, balance / 100.0)
            : new(RiskCode.Margin, true, double.NaN, 0);
    }
}
