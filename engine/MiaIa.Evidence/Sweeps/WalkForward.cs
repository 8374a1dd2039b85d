using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// Chooses in one stretch of days by the plan's rule, skips the embargo, and judges in the days behind it; then moves on by the length of the test.
/// Only days that chose nothing count.
/// </summary>
internal sealed class WalkForward
{
    private const string Judged = "judged";

    private readonly IReadOnlyList<KeptDay> _days;
    private readonly Sweep _sweep;

    private WalkForward(IReadOnlyList<KeptDay> days, Sweep sweep) => (_days, _sweep) = (days, sweep);

    /// <returns>Null where a part is not done yet.</returns>
    internal static async Task<WalkForwardResult?> RunAsync(
        SweepPlan plan,
        InstrumentOptions instrument,
        KeptVersions kept,
        ISetTrials trials,
        CancellationToken cancellation
    )
    {
        var days = kept.Days;
        plan.CheckWindow(days.Count);
        var window = plan.WindowDays;
        var walk = new WalkForward(days, new Sweep(plan, instrument, kept, trials));
        if (await walk._sweep.ScreenAsync(cancellation) is not { } table)
            return null;
        var choices = new List<WindowChoice>();
        for (var from = 0; from + window <= days.Count; from += plan.TestDays)
        {
            var train = from + plan.TrainDays;
            var order = Choice.Order(table, plan, from, train);
            choices.Add(new(from, train, train + plan.EmbargoDays, from + window, order.Count == 0 ? null : order[0]));
        }

        if (await walk.JudgeAsync(choices, cancellation) is not { } judged)
            return null;
        WalkForwardWindow[] windows = [.. choices.Select(choice => walk.WindowOf(choice, table, judged))];
        var tested = choices.SelectMany(judged.Trades).Select(trade => trade.Cents).ToArray();
        var cents = choices.SelectMany(judged.Cents).ToArray();
        KeptDay[] judging = [.. choices.SelectMany(choice => choice.Tested).Select(day => days[day])];
        var (left, label) = (days.Count - choices[^1].End, MadeUpDays.LabelOf(days));
        return WalkForwardResult.Of(plan, instrument, table.Sets, windows, tested, cents, judging, left, label);
    }

    // What judges is played at every change, whatever chose it. Windows of tests do not overlap: each day judges one set.
    private async Task<Judgement?> JudgeAsync(IReadOnlyList<WindowChoice> choices, CancellationToken cancellation)
    {
        int[] sets = [.. choices.Select(choice => choice.Set).OfType<int>().Distinct().Order()];
        int[] places = [.. choices.Where(choice => choice.Set is not null).SelectMany(choice => choice.Tested)];
        if (places.Length == 0)
            return new Judgement(new(0, [], []), places);
        var days = choices
            .Where(choice => choice.Set is not null)
            .SelectMany(choice => choice.Tested.Select(day => (day, Array.IndexOf(sets, choice.Set!.Value))));
        return await _sweep.PlayAsync(Judged, sets, days, cancellation) is { } table ? new Judgement(table, places) : null;
    }

    private WalkForwardWindow WindowOf(WindowChoice choice, SweepTable table, Judgement judged)
    {
        var trained = choice.Set is { } set ? table.Sum(set, choice.From, choice.Train) : default;
        SetTrade[] tested = [.. judged.Trades(choice)];
        return new(
            Text(choice.From),
            Text(choice.Train - 1),
            Text(choice.First),
            Text(choice.End - 1),
            choice.Set is { } chosen ? _sweep.Design.Sets[chosen].Number : null,
            (int)trained.Trades,
            trained.Cents,
            tested.Length,
            tested.Sum(trade => trade.Cents)
        );
    }

    private string Text(int day) => _days[day].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A window: training from the first day to before the second, test from the third to before the fourth, and the set that was chosen.</summary>
    private sealed record WindowChoice(int From, int Train, int First, int End, int? Set)
    {
        internal IEnumerable<int> Tested => Enumerable.Range(First, End - First);
    }

    /// <summary>What became of the chosen set on each day that judged.</summary>
    private sealed class Judgement(SweepTable table, int[] places)
    {
        internal IEnumerable<SetTrade> Trades(WindowChoice choice) => Days(choice).SelectMany(day => day?.Trades ?? []);

        internal IEnumerable<long> Cents(WindowChoice choice) => Days(choice).Select(day => day?.Cents ?? 0);

        // None where the window chose nothing.
        private IEnumerable<SetDay?> Days(WindowChoice choice) =>
            choice.Tested.Select(day => choice.Set is null ? null : table.Of(0, Array.IndexOf(places, day)));
    }
}
