using MiaIa.Engine.Confluence;
using MiaIa.Evidence.Screening;
using MiaIa.Reports.Content;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>A tier's limit, and what the signals that were born at it have earned: the threshold card of a set.</summary>
/// <param name="Tier">From GOOD or WEAK up.</param>
/// <param name="Limit">Of |C|.</param>
/// <param name="Won">Share of the trades that earned money.</param>
/// <param name="MeanCents">Of a trade.</param>
/// <param name="BreakEven">The share of winners at which the bracket earns nothing.</param>
/// <param name="Verdict">Above, below or not told apart from break-even: by the interval of the share.</param>
public sealed record TierLine(string Tier, double Limit, Rate Won, Estimate MeanCents, double BreakEven, string Verdict)
{
    internal static IReadOnlyList<TierLine> Of(ParameterSet set, IReadOnlyCollection<SetTrade> trades, double breakEven, ulong seed)
    {
        var limits = set.Confluence.Tiers;
        (Tier, double)[] tiers =
        [
            (Engine.Confluence.Tier.Weak, limits.Weak),
            (Engine.Confluence.Tier.Good, limits.Good),
            (Engine.Confluence.Tier.Strong, limits.Strong),
            (Engine.Confluence.Tier.Premium, limits.Premium),
        ];
        return [.. tiers.Select(one => LineOf(one.Item1, one.Item2, trades, breakEven, seed))];
    }

    private static TierLine LineOf(Tier tier, double limit, IReadOnlyCollection<SetTrade> trades, double breakEven, ulong seed)
    {
        long[] profits = [.. trades.Where(trade => trade.Tier == tier).Select(trade => trade.Cents)];
        var won = Rate.Of(profits.Count(profit => profit > 0), profits.Length);
        return new(tier.ToString(), limit, won, MeanInterval.Of(profits, seed), breakEven, ThresholdLine.VerdictOf(won, breakEven));
    }
}
