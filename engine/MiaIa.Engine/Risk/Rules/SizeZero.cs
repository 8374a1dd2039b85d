namespace MiaIa.Engine.Risk;

/// <summary>Refuses a size of less than one contract.</summary>
internal static class SizeZero
{
    internal static RiskFinding Judge(in RiskCase entry) => new(RiskCode.SizeZero, entry.Lots >= 1, entry.Lots, 1);
}
