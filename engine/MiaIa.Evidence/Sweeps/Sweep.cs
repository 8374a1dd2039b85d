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
    private readonly IReadOnlyList<KeptDay> _days;
    private readonly ISetTrials _trials;

    /// <param name="plan">What to try.</param>
    /// <param name="instrument">What every set has where the plan does not say otherwise.</param>
    /// <param name="days">In their order, at least one.</param>
    /// <param name="trials">Tries them.</param>
    /// <exception cref="EvidenceException">The plan gives no set, or there is no day.</exception>
    internal Sweep(SweepPlan plan, InstrumentOptions instrument, IReadOnlyList<KeptDay> days, ISetTrials trials)
    {
        if (days.Count == 0)
            throw new EvidenceException("there is no day to try anything on");
        (_plan, _instrument, _days, _trials) = (plan, instrument, days, trials);
        Design = SetDesign.Of(plan, instrument);
    }

    internal SetDesign Design { get; }

    /// <summary>Every set on every day; null where that is not done yet.</summary>
    internal Task<SweepTable?> ScreenAsync(CancellationToken cancellation)
    {
        TriedSet[] all = [.. Enumerable.Range(0, Design.Sets.Count).Select(Tried)];
        // Features' correlations are asked for with it, whoever needs them: a sweep and a walk-forward over the same days have this in common.
        var request = RequestOf(_plan.IsExact ? Played : Screened, _plan.IsExact, all, DaysWith(all.Length)) with
        {
            AheadSeconds = _plan.AheadSeconds,
        };
        return _trials.TryAsync(request, cancellation);
    }

    /// <summary>Sets at every change, whatever chose them; null where that is not done yet.</summary>
    internal Task<SweepTable?> PlayAsync(
        string name,
        IReadOnlyList<int> sets,
        IReadOnlyList<TriedDay> days,
        CancellationToken cancellation
    ) => _trials.TryAsync(RequestOf(name, isExact: true, [.. sets.Select(Tried)], days), cancellation);

    /// <summary>All of it; null where a part is not done yet.</summary>
    internal async Task<SweepResult?> RunAsync(CancellationToken cancellation)
    {
        if (await ScreenAsync(cancellation) is not { } table)
            return null;
        var order = Choice.Order(table, _plan, 0, _days.Count);
        int[] best = [.. order.Take(_plan.Winners)];
        var exact = _plan.IsExact || best.Length == 0 ? table : await PlayAsync(Best, best, DaysWith(best.Length), cancellation);
        return exact is null ? null : ResultOf(table, exact, order, best);
    }

    private SweepResult ResultOf(SweepTable table, SweepTable exact, IReadOnlyList<int> order, int[] best)
    {
        var trials = Enumerable.Range(0, table.Sets).Select(table.Cents).ToArray();
        // A set that never traded has a ratio of 0: it was tried all the same.
        var variance = SharpeOdds.Variance([.. trials.Select(days => DayRatios.Sharpe(days).Value ?? 0)]);
        var effective = EffectiveTrials.Count(trials);
        var blocks = Math.Min(OverfittingOdds.BlocksMax, _days.Count / 4 * 2);
        var overfitting = blocks < 2 ? null : OverfittingOdds.Of(trials, blocks);
        var result = new SweepResult
        {
            Instrument = _instrument.Name,
            Days = [.. _days.Select(day => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
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
            Sets = [.. order.Select(set => ResultOf(table, set, set))],
            Winners = [.. best.Select((set, place) => WinnerOf(table, exact, set, _plan.IsExact ? set : place, variance, effective))],
            Features = FeatureLine.Of(table.Features, _plan.Seed),
            Label = MadeUpDays.LabelOf(_days),
            Verdict = [],
        };
        return result with { Verdict = [.. MadeUpDays.SentenceOf(_days), .. SweepVerdict.Of(result, _plan)] };
    }

    private WinnerResult WinnerOf(SweepTable screened, SweepTable exact, int set, int row, double variance, double effective)
    {
        var result = ResultOf(exact, row, set);
        var cost = Enumerable
            .Range(0, _days.Count)
            .Aggregate(default(GridCost), (sum, day) => sum + GridCost.Of(screened.Of(set, day).Trades, exact.Of(row, day).Trades));
        var (zero, luck, days) = WinnerResult.Odds(ReturnShape.Of(exact.Cents(row)), variance, effective);
        var card = TierLine.Of(Design.Sets[set], [.. exact.Trades(row)], result.BreakEven, _plan.Seed);
        return new WinnerResult(result, cost, zero, luck, days, card);
    }

    private SetResult ResultOf(SweepTable table, int row, int set) =>
        SetResult.Of(table, row, Design.Sets[set], Named(set), TradeCosts.Of(_instrument, _days[^1].Date), _plan.Seed);

    private Dictionary<string, double> Named(int set) =>
        _plan
            .Parameters.Select((parameter, i) => (parameter.Name, Value: Design.Values[set][i]))
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    private TriedSet Tried(int set) => new(Design.Sets[set].Number, Design.Values[set]);

    private TriedDay[] DaysWith(int sets) => [.. _days.Select(day => new TriedDay(day, 0, sets))];

    private TrialRequest RequestOf(string name, bool isExact, IReadOnlyList<TriedSet> sets, IReadOnlyList<TriedDay> days) =>
        new(name, _instrument, isExact, [.. _plan.Parameters.Select(parameter => parameter.Name)], sets, days);
}
