using MiaIa.Ibkr.Client;

namespace MiaIa.Ibkr.Planning;

/// <summary>The seed's checks: put/call above 0, γ present, VIX from 5 to 100. A violation is a warning, and what it concerns is not ready.</summary>
internal static class SeedChecks
{
    public const double VolatilityIndexMin = 5,
        VolatilityIndexMax = 100;

    /// <summary>Open interest has to be nearly whole before its sums say anything.</summary>
    private const double ShareToJudge = 0.9;

    /// <summary>Whether a volatility index can be true, in percent a year.</summary>
    public static bool IsPlausible(double percent) => percent is >= VolatilityIndexMin and <= VolatilityIndexMax;

    /// <summary>Judges a chain.</summary>
    /// <returns>What is wrong; empty when nothing is, or when too little is known to say.</returns>
    public static string FaultOf(ChainPlanner planner)
    {
        if (!planner.IsFitted || planner.Book.AcceptedCount < ShareToJudge * planner.Directory.Count)
            return "";
        var counts = planner.Analytics.CountsOf(int.MaxValue);
        if (!(counts.OpenInterestRatio > 0))
            return $"put/call by open interest is {counts.PutOpenInterestLots} / {counts.CallOpenInterestLots}: one side is missing";
        return planner.Analytics.AllExpiries.Gross > 0 ? "" : "no contract with open interest has a gamma";
    }

    /// <summary>Raises or ends the warning about a subject.</summary>
    /// <returns>True when something is wrong.</returns>
    public static bool Tell(IClientRequests requests, string fault, string subject)
    {
        if (fault.Length == 0)
            requests.Close(AlertNames.ImplausibleValue, subject);
        else
            requests.Raise(AlertNames.ImplausibleValue, AlertSeverity.Warning, $"{subject}: {fault}", subject);
        return fault.Length > 0;
    }
}
