using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses a signal against the instrument's open position.</summary>
internal static class OppositePosition
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var lots = entry.Ledger.LotsOf(entry.Slot);
        var isAgainst = entry.Born.Direction == Direction.Short ? lots > 0 : lots < 0;
        return new(RiskCode.OppositePosition, !isAgainst, isAgainst ? Math.Abs(lots) : 0, 0);
    }
}
