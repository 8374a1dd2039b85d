using MiaIa.Engine.Market;
using MiaIa.Projections;

namespace MiaIa.Evidence.Screening;

/// <summary>
/// Signals of sets as a table. Names, units and words are those of a backtest's <c>signals</c>, <c>signal_events</c> and <c>ghosts</c>, so that who doubts a
/// set can play a backtest with its settings and compare.
/// </summary>
internal static class SetSignals
{
    /// <summary>The column with the set's number in the plan.</summary>
    internal const string SetColumn = "set";

    /// <summary>The signals of some sets on one day.</summary>
    /// <param name="segment">The day's date as a number, such as 20231225.</param>
    /// <param name="sets">Their numbers in the plan.</param>
    /// <param name="days">What became of each at every change.</param>
    internal static ColumnTable TableOf(long segment, IEnumerable<int> sets, IEnumerable<SetDay> days)
    {
        (int Set, SetSignal Signal)[] rows =
        [
            .. sets.Zip(days).SelectMany(one => one.Second.Signals.Select(signal => (one.First, signal))),
        ];
        return new(
            "signals",
            [
                new(SetColumn, rows.Select(row => (long)row.Set).ToArray()),
                new("segment", rows.Select(_ => segment).ToArray()),
                Column("born_ns", signal => signal.BornAt.Value),
                Column("direction", signal => signal.Direction == Direction.Long ? "long" : "short"),
                Column("tier", signal => signal.Tier.ToString()),
                Column("score", signal => signal.Score),
                Column("coverage", signal => signal.Coverage),
                Column("reference_ticks", signal => (long)signal.Reference.Value),
                Column("stop_ticks", signal => (long)signal.Stop.Value),
                Column("target_ticks", signal => (long)signal.Target.Value),
                Column("ended_ns", signal => signal.EndedAt?.Value),
                Column("end_cause", signal => signal.EndedBecause.ToString()),
                Column("opened_ns", signal => signal.OpenedAt?.Value),
                Column("closed_ns", signal => signal.ClosedAt?.Value),
                Column("entry_ticks", signal => signal.EntryTicks),
                Column("exit_ticks", signal => signal.ExitTicks),
                Column(
                    "ticks",
                    signal =>
                        signal.Direction == Direction.Long ? signal.ExitTicks - signal.EntryTicks : signal.EntryTicks - signal.ExitTicks
                ),
                Column("profit_cents_1", signal => signal.Cents),
            ]
        );

        TableColumn Column<T>(string name, Func<SetSignal, T> value) => new(name, rows.Select(row => value(row.Signal)).ToArray());
    }
}
