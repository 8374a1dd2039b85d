using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Orders sets by the rule of a plan.</summary>
internal static class Choice
{
    /// <summary>The sets that may be chosen, best first; where two are alike the plan's order decides.</summary>
    internal static IReadOnlyList<int> Order(SweepTable table, SweepPlan plan, int from, int to) =>
        [
            .. Enumerable
                .Range(0, table.Sets)
                .Select(set => (Set: set, Value: Value(table, set, plan, from, to)))
                .Where(one => one.Value is not null)
                .OrderByDescending(one => one.Value)
                .ThenBy(one => one.Set)
                .Select(one => one.Set),
        ];

    private static double? Value(SweepTable table, int set, SweepPlan plan, int from, int to)
    {
        var sum = table.Sum(set, from, to);
        if (sum.Trades < plan.TradesMin || sum.Trades == 0)
            return null;
        return plan.Select switch
        {
            SelectionRule.Profit => sum.Cents,
            SelectionRule.MeanTrade => (double)sum.Cents / sum.Trades,
            SelectionRule.ProfitFactor => sum.LostCents == 0 ? double.MaxValue : (double)sum.WonCents / sum.LostCents,
            _ => DayRatios.Sharpe(table.Cents(set, from, to)).Value,
        };
    }
}
