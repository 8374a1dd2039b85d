using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses below the floor of coverage; the signal's own gate says where that is.</summary>
internal static class LowCoverage
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var floor = entry.Born.Gates[(int)Gate.Coverage].Limit;
        return new(RiskCode.Coverage, entry.Born.Coverage >= floor, entry.Born.Coverage, floor);
    }
}
