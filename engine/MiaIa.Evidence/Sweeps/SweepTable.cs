using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What became of each set on each day.</summary>
internal sealed class SweepTable
{
    private readonly SetDay[][] _days;

    private SweepTable(IReadOnlyList<DateOnly> dates, SetDay[][] days) => (Dates, _days) = (dates, days);

    internal IReadOnlyList<DateOnly> Dates { get; }

    internal int Sets => _days.Length == 0 ? 0 : _days[0].Length;

    /// <summary>Screens every set, one reading a second, or plays it at every change. One day is one piece of work; the order of pieces changes nothing.</summary>
    /// <param name="days">In their order.</param>
    /// <param name="sets">All of them.</param>
    /// <param name="instrument">Whose costs count.</param>
    /// <param name="isExact">At every change.</param>
    /// <param name="jobs">Days at once.</param>
    /// <param name="done">Takes how many days are done, on any thread.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal static SweepTable Make(
        IReadOnlyList<KeptDay> days,
        IReadOnlyList<ParameterSet> sets,
        InstrumentOptions instrument,
        bool isExact,
        int jobs,
        Action<int>? done,
        CancellationToken cancellation
    )
    {
        var made = new SetDay[days.Count][];
        var count = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.For(
            0,
            days.Count,
            parallel,
            day =>
            {
                made[day] = isExact
                    ? Exact(days[day], sets, instrument, cancellation)
                    : GridScreen.Run(days[day].Seconds(), sets, TradeCosts.Of(instrument, days[day].Date), cancellation);
                done?.Invoke(Interlocked.Increment(ref count));
            }
        );
        return new([.. days.Select(day => day.Date)], made);
    }

    internal SetDay Of(int set, int day) => _days[day][set];

    /// <summary>A set's days in cents, those without a trade among them.</summary>
    internal double[] Cents(int set) => [.. _days.Select(day => (double)day[set].Cents)];

    /// <summary>A set's trades from one day up to another.</summary>
    internal IEnumerable<SetTrade> Trades(int set, int from = 0, int? to = null) =>
        _days.Take(to ?? _days.Length).Skip(from).SelectMany(day => day[set].Trades);

    // Every block is unpacked once, whatever the number of sets.
    private static SetDay[] Exact(
        KeptDay day,
        IReadOnlyList<ParameterSet> sets,
        InstrumentOptions instrument,
        CancellationToken cancellation
    )
    {
        var players = sets.Select(set => new ExactPlayer(set, instrument)).ToArray();
        foreach (var block in day.Rows())
        {
            foreach (var player in players)
            {
                cancellation.ThrowIfCancellationRequested();
                player.Play(block);
            }
        }

        foreach (var player in players)
            player.Finish();
        return [.. players.Select(player => player.Result)];
    }
}
