using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Statistics;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Tries the sets of a plan over kept days, and says what luck would have made of as many.</summary>
internal sealed class Sweep
{
    // Folders' names: what is of another kind has another one, so that none takes the place of another's units.
    private const string Screened = "screened";
    private const string Played = "played";
    private const string Best = "winners";

    private readonly SweepPlan _plan;
    private readonly InstrumentOptions _instrument;
    private readonly KeptVersions _kept;
    private readonly ISetTrials _trials;

    /// <param name="plan">What to try.</param>
    /// <param name="instrument">What every set has where the plan does not say otherwise.</param>
    /// <param name="kept">At least one day, of each version that the plan needs.</param>
    /// <param name="trials">Tries them.</param>
    /// <exception cref="EvidenceException">The plan gives no set, or there is no day.</exception>
    internal Sweep(SweepPlan plan, InstrumentOptions instrument, KeptVersions kept, ISetTrials trials)
    {
        if (kept.Days.Count == 0)
            throw new EvidenceException("there is no day to try anything on");
        (_plan, _instrument, _kept, _trials) = (plan, instrument, kept, trials);
        Design = SetDesign.Of(plan, instrument);
        if (Design.Versions.Count != kept.Count)
            throw new ArgumentException($"the plan needs {Design.Versions.Count} versions of the readings, not {kept.Count}", nameof(kept));
    }

    internal SetDesign Design { get; }

    /// <summary>By what the result was made: there when it is.</summary>
    internal TriedTables? Tables { get; private set; }

    /// <summary>Every set on every day; null where that is not done yet.</summary>
    internal Task<SweepTable?> ScreenAsync(CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, Design.Sets.Count)];
        // Features' correlations are asked for with it, whoever needs them: a sweep and a walk-forward over the same days have this in common.
        return OnEveryDayAsync(_plan.IsExact ? Played : Screened, _plan.IsExact, all, _plan.AheadSeconds, cancellation);
    }

    /// <summary>Sets at every change, each on one day; null where that is not done yet.</summary>
    /// <param name="name">A folder's name.</param>
    /// <param name="sets">All of them.</param>
    /// <param name="days">A day, and which of the sets is played on it.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal Task<SweepTable?> PlayAsync(
        string name,
        IReadOnlyList<int> sets,
        IEnumerable<(int Day, int Set)> days,
        CancellationToken cancellation
    )
    {
        TriedDay[] tried = [.. days.Select(one => new TriedDay(_kept.Of(Design.VersionOf[sets[one.Set]], one.Day), one.Set, 1))];
        return _trials.TryAsync(RequestOf(name, isExact: true, sets, tried), cancellation);
    }

    /// <summary>All of it; null where a part is not done yet.</summary>
    internal async Task<SweepResult?> RunAsync(CancellationToken cancellation)
    {
        if (await ScreenAsync(cancellation) is not { } table)
            return null;
        var order = Choice.Order(table, _plan, 0, _kept.Days.Count);
        int[] best = [.. order.Take(_plan.Winners)];
        var exact = _plan.IsExact || best.Length == 0 ? table : await OnEveryDayAsync(Best, isExact: true, best, null, cancellation);
        if (exact is null)
            return null;
        Tables = new(
            table,
            [.. Design.Sets.Select(set => set.Number)],
            exact == table ? null : exact,
            [.. best.Select(set => Design.Sets[set].Number)]
        );
        return ResultOf(table, exact, order, best);
    }

    private SweepResult ResultOf(SweepTable table, SweepTable exact, IReadOnlyList<int> order, int[] best)
    {
        var trials = new DaysOfSets(table);
        var results = new SetResult?[table.Sets];
        foreach (var (set, profits) in table.Profits(order))
            results[set] = ResultOf(table, set, set, profits);
        // A set that never traded has a ratio of 0: it was tried all the same.
        var variance = SharpeOdds.Variance([.. trials.Select(days => DayRatios.Sharpe(days).Value ?? 0)]);
        var effective = EffectiveTrials.Count(trials);
        var blocks = Math.Min(OverfittingOdds.BlocksMax, _kept.Days.Count / 4 * 2);
        var overfitting = blocks < 2 ? null : OverfittingOdds.Of(trials, blocks);
        var result = new SweepResult
        {
            Instrument = _instrument.Name,
            Days = [.. _kept.Days.Select(day => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            SetsTried = table.Sets,
            SetsRefused = Design.Refused,
            FirstRefusal = Design.Refusal,
            EffectiveTrials = effective,
            SharpeVariance = variance,
            SharpeOfLuck = SharpeOdds.OfLuck(variance, effective),
            Overfitting = overfitting?.Probability,
            OverfittingBlocks = overfitting?.Blocks ?? 0,
            IsExact = _plan.IsExact,
            Select = _plan.Select,
            Sets = [.. order.Select(set => results[set]!)],
            Winners = [.. WinnersOf(best, exact).Select(one => WinnerOf(table, exact, one.Set, one.Row, variance, effective))],
            Features = FeatureLine.Of(table.Features, Design.ConstantsOfFeatures(_plan), _plan.Seed),
            Label = MadeUpDays.LabelOf(_kept.Days),
            Verdict = [],
        };
        return result with { Verdict = SweepVerdict.Of(result, _plan) };
    }

    // By what they gave at every change: what screening put first may be another one. A set that the rule does not take there stands behind.
    private IEnumerable<(int Set, int Row)> WinnersOf(int[] best, SweepTable exact)
    {
        if (_plan.IsExact || best.Length == 0)
            return best.Select(set => (set, set));
        var order = Choice.Order(exact, _plan, 0, _kept.Days.Count);
        return order.Concat(Enumerable.Range(0, best.Length).Except(order)).Select(row => (best[row], row));
    }

    private WinnerResult WinnerOf(SweepTable screened, SweepTable exact, int set, int row, double variance, double effective)
    {
        SetDay[] played = [.. exact.DaysOf(row)];
        SetTrade[] trades = [.. played.SelectMany(day => day.Trades)];
        var result = ResultOf(exact, row, set, [.. trades.Select(trade => trade.Cents)]);
        var cost = (screened == exact ? played : screened.DaysOf(set))
            .Zip(played)
            .Aggregate(default(GridCost), (sum, day) => sum + GridCost.Of(day.First.Trades, day.Second.Trades));
        var (zero, luck, days) = WinnerResult.Odds(ReturnShape.Of(exact.Cents(row)), variance, effective);
        var card = TierLine.Of(Design.Sets[set], trades, result.BreakEven, _plan.Seed);
        return new WinnerResult(result, cost, zero, luck, days, card);
    }

    private SetResult ResultOf(SweepTable table, int row, int set, long[] profits) =>
        SetResult.Of(table, row, profits, Design.Sets[set], Named(set), TradeCosts.Of(_instrument, _kept.Days[^1].Date), _plan.Seed);

    private Dictionary<string, object> Named(int set) =>
        _plan
            .Parameters.Select((parameter, i) => (parameter.Name, Value: FeatureConstants.Told(parameter.Name, Design.Values[set][i])))
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    private TriedSet Tried(int set) => new(Design.Sets[set].Number, Design.Values[set]);

    // Those of one version stand together: a piece of work has the readings of one. In the table they stand as they were given.
    private async Task<SweepTable?> OnEveryDayAsync(
        string name,
        bool isExact,
        IReadOnlyList<int> sets,
        int? aheadSeconds,
        CancellationToken cancellation
    )
    {
        var places = new int[sets.Count];
        var (ordered, blocks) = (new List<int>(sets.Count), new List<(int Version, int First, int Count)>());
        foreach (
            var ofVersion in Enumerable.Range(0, sets.Count).GroupBy(place => Design.VersionOf[sets[place]]).OrderBy(group => group.Key)
        )
        {
            blocks.Add((ofVersion.Key, ordered.Count, ofVersion.Count()));
            foreach (var place in ofVersion)
            {
                places[place] = ordered.Count;
                ordered.Add(sets[place]);
            }
        }

        TriedDay[] days =
        [
            .. Enumerable
                .Range(0, _kept.Days.Count)
                .SelectMany(day => blocks.Select(block => new TriedDay(_kept.Of(block.Version, day), block.First, block.Count))),
        ];
        var request = RequestOf(name, isExact, ordered, days) with { AheadSeconds = aheadSeconds };
        return (await _trials.TryAsync(request, cancellation))?.Ordered(places);
    }

    private TrialRequest RequestOf(string name, bool isExact, IReadOnlyList<int> sets, IReadOnlyList<TriedDay> days) =>
        new(name, _instrument, isExact, [.. _plan.Parameters.Select(parameter => parameter.Name)], [.. sets.Select(Tried)], days);
}
