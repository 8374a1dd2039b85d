using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses too soon after a loss in any instrument.</summary>
internal static class LossCooldown
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        var lost = entry.Ledger.LastLossAt;
        var limit = entry.Ledger.Options.LossCooldownSeconds;
        var seconds = lost.Value == 0 ? double.PositiveInfinity : (double)(entry.Moment.Now - lost) / UnixNanos.PerSecond;
        return new(RiskCode.LossCooldown, seconds >= limit, seconds, limit);
    }
}
