using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// Chooses in one stretch of days by the plan's rule, skips the embargo, and judges in the days behind it; then moves on by the length of the test.
/// Only days that chose nothing count.
/// </summary>
internal static class WalkForward
{
    internal static WalkForwardResult Run(
        SweepPlan plan,
        InstrumentOptions instrument,
        IReadOnlyList<KeptDay> days,
        int jobs,
        Action<int>? done,
        CancellationToken cancellation
    )
    {
        var window = plan.TrainDays + plan.EmbargoDays + plan.TestDays;
        if (days.Count < window)
            throw new EvidenceException($"{days.Count} days are fewer than the {window} of one window of training, embargo and test");
        var sweep = new Sweep(plan, instrument, days, jobs);
        var table = sweep.Screen(done, cancellation);
        var windows = new List<WalkForwardWindow>();
        var tested = new List<SetTrade>();
        var cents = new List<long>();
        for (var from = 0; from + window <= days.Count; from += plan.TestDays)
        {
            var train = from + plan.TrainDays;
            var (first, end) = (train + plan.EmbargoDays, from + window);
            var order = Choice.Order(table, plan, from, train);
            if (order.Count == 0)
            {
                windows.Add(new(Text(days[from]), Text(days[train - 1]), Text(days[first]), Text(days[end - 1]), null, 0, 0, 0, 0));
                cents.AddRange(Enumerable.Repeat(0L, plan.TestDays));
                continue;
            }

            var set = order[0];
            // What judges is played at every change, whatever chose it.
            KeptDay[] test = [.. days.Take(end).Skip(first)];
            var exact = SweepTable.Make(test, [sweep.Design.Sets[set]], instrument, isExact: true, jobs, null, cancellation);
            var trades = exact.Trades(0).ToArray();
            tested.AddRange(trades);
            cents.AddRange(exact.Cents(0).Select(day => (long)day));
            windows.Add(
                new(
                    Text(days[from]),
                    Text(days[train - 1]),
                    Text(days[first]),
                    Text(days[end - 1]),
                    sweep.Design.Sets[set].Number,
                    table.Trades(set, from, train).Count(),
                    table.Trades(set, from, train).Sum(trade => trade.Cents),
                    trades.Length,
                    trades.Sum(trade => trade.Cents)
                )
            );
        }

        return WalkForwardResult.Of(plan, instrument, table.Sets, windows, tested, cents);
    }

    private static string Text(KeptDay day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
