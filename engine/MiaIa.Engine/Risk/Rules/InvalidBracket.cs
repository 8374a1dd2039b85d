namespace MiaIa.Engine.Risk;

/// <summary>Refuses a stop or a target that is not on its side of the price, or an entry without a direction: no order goes without both.</summary>
internal static class InvalidBracket
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var shortest = Math.Min(entry.StopTicks, entry.TargetTicks);
        return new(RiskCode.BracketInvalid, shortest >= 1, shortest, 1);
    }
}
