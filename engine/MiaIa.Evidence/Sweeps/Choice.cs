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
        var (count, cents, won, lost) = (0, 0L, 0L, 0L);
        foreach (var trade in table.Trades(set, from, to))
        {
            count++;
            cents += trade.Cents;
            won += Math.Max(0, trade.Cents);
            lost -= Math.Min(0, trade.Cents);
        }

        if (count < plan.TradesMin || count == 0)
            return null;
        return plan.Select switch
        {
            SelectionRule.Profit => cents,
            SelectionRule.MeanTrade => (double)cents / count,
            SelectionRule.ProfitFactor => lost == 0 ? double.MaxValue : (double)won / lost,
            _ => DayRatios.Sharpe(table.Cents(set).AsSpan(from, to - from)).Value,
        };
    }
}
