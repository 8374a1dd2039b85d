namespace MiaIa.Engine.Risk;

/// <summary>Refuses when the instrument's position would exceed its ceiling. Sizes are cut to the ceiling before; one above it is an error.</summary>
internal static class PositionCeiling
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var lots = Math.Abs(entry.Ledger.LotsOf(entry.Slot)) + entry.Lots;
        return new(RiskCode.PositionCeiling, lots <= entry.Options.CeilingContracts, lots, entry.Options.CeilingContracts);
    }
}
