namespace MiaIa.Engine.Risk;

/// <summary>Refuses when study or book have not been heard of for too long, or the study's clock is off.</summary>
internal static class StaleFeed
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var value = entry.Moment.AreFeedsFresh ? 0 : 1;
        value += entry.Moment.IsClockOff ? 2 : 0;
        return new(RiskCode.StaleFeed, value == 0, value, 0);
    }
}
