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
    private readonly SweepPlan _plan;
    private readonly InstrumentOptions _instrument;
    private readonly IReadOnlyList<KeptDay> _days;
    private readonly int _jobs;

    /// <param name="plan">What to try.</param>
    /// <param name="instrument">What every set has where the plan does not say otherwise.</param>
    /// <param name="days">In their order, at least one.</param>
    /// <param name="jobs">Days at once.</param>
    /// <exception cref="EvidenceException">The plan gives no set, or there is no day.</exception>
    internal Sweep(SweepPlan plan, InstrumentOptions instrument, IReadOnlyList<KeptDay> days, int jobs)
    {
        if (days.Count == 0)
            throw new EvidenceException("there is no day to try anything on");
        (_plan, _instrument, _days, _jobs) = (plan, instrument, days, jobs);
        Design = SetDesign.Of(plan, instrument);
    }

    internal SetDesign Design { get; }

    /// <summary>Every set on every day.</summary>
    internal SweepTable Screen(Action<int>? done, CancellationToken cancellation) =>
        SweepTable.Make(_days, Design.Sets, _instrument, _plan.IsExact, _jobs, done, cancellation);

    /// <summary>All of it.</summary>
    internal SweepResult Run(Action<int>? done, CancellationToken cancellation)
    {
        var table = Screen(done, cancellation);
        var trials = Enumerable.Range(0, table.Sets).Select(table.Cents).ToArray();
        // A set that never traded has a ratio of 0: it was tried all the same.
        var variance = SharpeOdds.Variance([.. trials.Select(days => DayRatios.Sharpe(days).Value ?? 0)]);
        var effective = EffectiveTrials.Count(trials);
        var blocks = Math.Min(OverfittingOdds.BlocksMax, _days.Count / 4 * 2);
        var overfitting = blocks < 2 ? null : OverfittingOdds.Of(trials, blocks);
        var order = Choice.Order(table, _plan, 0, _days.Count);
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
            Winners = Winners(table, [.. order.Take(_plan.Winners)], variance, effective, cancellation),
            Features = Features(cancellation),
            Label = MadeUpDays.LabelOf(_days),
            Verdict = [],
        };
        return result with { Verdict = [.. MadeUpDays.SentenceOf(_days), .. SweepVerdict.Of(result, _plan)] };
    }

    private IReadOnlyList<WinnerResult> Winners(
        SweepTable screened,
        int[] best,
        double variance,
        double effective,
        CancellationToken cancellation
    )
    {
        var exact = _plan.IsExact
            ? screened
            : SweepTable.Make(_days, [.. best.Select(set => Design.Sets[set])], _instrument, true, _jobs, null, cancellation);
        return
        [
            .. best.Select(
                (set, place) =>
                {
                    var row = _plan.IsExact ? set : place;
                    var result = ResultOf(exact, row, set);
                    var cost = Enumerable
                        .Range(0, _days.Count)
                        .Aggregate(
                            default(GridCost),
                            (sum, day) => sum + GridCost.Of(screened.Of(set, day).Trades, exact.Of(row, day).Trades)
                        );
                    var (zero, luck, days) = WinnerResult.Odds(ReturnShape.Of(exact.Cents(row)), variance, effective);
                    var card = TierLine.Of(Design.Sets[set], [.. exact.Trades(row)], result.BreakEven, _plan.Seed);
                    return new WinnerResult(result, cost, zero, luck, days, card);
                }
            ),
        ];
    }

    private SetResult ResultOf(SweepTable table, int row, int set) =>
        SetResult.Of(table, row, Design.Sets[set], Named(set), TradeCosts.Of(_instrument, _days[^1].Date), _plan.Seed);

    private Dictionary<string, double> Named(int set) =>
        _plan
            .Parameters.Select((parameter, i) => (parameter.Name, Value: Design.Values[set][i]))
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    private IReadOnlyList<FeatureChance> Features(CancellationToken cancellation)
    {
        var days = new double[_days.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _jobs, CancellationToken = cancellation };
        Parallel.For(0, _days.Count, parallel, day => days[day] = FeatureLine.OfDay(_days[day].Seconds(), _plan.AheadSeconds));
        return FeatureLine.Of(days, _plan.Seed);
    }
}
