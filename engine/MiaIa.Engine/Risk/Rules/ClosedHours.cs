namespace MiaIa.Engine.Risk;

/// <summary>Refuses outside the hours of trading and in the last minutes before their end or a close.</summary>
internal static class ClosedHours
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var left = entry.Hours.EntrySecondsLeft(entry.Moment.Session, entry.Moment.Now);
        return new(RiskCode.Session, left > 0, left, 0);
    }
}
