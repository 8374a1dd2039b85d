using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Statistics;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What choices earned in days that had not chosen them.</summary>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="SetsTried">From which each window chose.</param>
/// <param name="Windows">In their order.</param>
/// <param name="Won">Trades of the test days that earned money.</param>
/// <param name="Cents">Of the test days, after costs.</param>
/// <param name="MeanDayCents">Of a test day; resampled by days.</param>
/// <param name="Sharpe">Of a test day, not annualised.</param>
/// <param name="BeatsZero">Probability that the true ratio is above 0. The test days chose nothing, so that nothing is deflated.</param>
/// <param name="DrawdownCents">The deepest fall of the sum of test days.</param>
/// <param name="Kept">What of a training day's profit the test days kept, as a share; null where training earned nothing.</param>
/// <param name="Verdict">In plain sentences.</param>
public sealed record WalkForwardResult(
    string Instrument,
    int SetsTried,
    IReadOnlyList<WalkForwardWindow> Windows,
    Rate Won,
    long Cents,
    Estimate MeanDayCents,
    Estimate Sharpe,
    double? BeatsZero,
    long DrawdownCents,
    double? Kept,
    IReadOnlyList<string> Verdict
)
{
    /// <summary>SYNTHETIC where a day was made up, else empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the index says of the days, and which were left out; null where nobody asked it.</summary>
    public RecordedNote? Recordings { get; init; }

    /// <summary>The days that judged, as yyyy-MM-dd.</summary>
    public IReadOnlyList<string> TestDays { get; init; } = [];

    /// <summary>Days at the end that fill no further window: they chose nothing and judged nothing.</summary>
    public int DaysLeft { get; init; }

    /// <summary>The same with what the index says: fragments are no days.</summary>
    public WalkForwardResult With(RecordedNote recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var few = Sample.TooFew(Won.Count, TestDays.Count(recordings.Whole.Contains), "whole day");
        return this with { Recordings = recordings, Verdict = [.. Sentences(few), .. recordings.Lines] };
    }

    internal static WalkForwardResult Of(
        SweepPlan plan,
        InstrumentOptions instrument,
        int sets,
        IReadOnlyList<WalkForwardWindow> windows,
        IReadOnlyCollection<long> trades,
        IReadOnlyList<long> cents,
        IReadOnlyList<KeptDay> tested,
        int daysLeft,
        string label
    )
    {
        double[] days = [.. cents.Select(day => (double)day)];
        var shape = ReturnShape.Of(days);
        double? beatsZero = shape is { Sharpe: { } sharpe, Count: >= 2 }
            ? SharpeOdds.Probabilistic(sharpe, 0, shape.Count, shape.Skewness, shape.Kurtosis)
            : null;
        var mean = MeanInterval.Of([.. cents], plan.Seed);
        var trained = windows.Sum(window => window.TrainCents) / (double)(windows.Count * plan.TrainDays);
        var result = new WalkForwardResult(
            instrument.Name,
            sets,
            windows,
            Rate.Of(trades.Count(trade => trade > 0), trades.Count),
            cents.Sum(),
            mean,
            DayRatios.Sharpe(days),
            beatsZero,
            (long)Drawdown.Of(days),
            trained > 0 ? cents.Average() / trained : null,
            []
        )
        {
            Label = label,
            TestDays = [.. tested.Select(day => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            DaysLeft = daysLeft,
        };
        return result with { Verdict = [.. result.Sentences(Sample.TooFew(trades.Count, cents.Count))] };
    }

    private IEnumerable<string> Sentences(string? few)
    {
        if (Label.Length > 0)
            yield return BacktestPreface.MadeUp;
        if (few is not null)
            yield return few;
        var verdict =
            few is not null ? "of so few nothing can be said"
            : MeanDayCents.Low > 0 ? "what was chosen went on earning in days that had not chosen it"
            : MeanDayCents.High < 0 ? "what was chosen lost in days that had not chosen it"
            : "in days that had not chosen it, what was chosen is not told apart from nothing";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(Windows.Count, "window")} chose among {Counted.Of(SetsTried, "set")} each, and {Counted.Of(TestDays.Count, "day")} judged: {verdict}."
        );
        if (DaysLeft > 0)
            yield return $"{Counted.Of(DaysLeft, "day")} at the end {(DaysLeft == 1 ? "fills" : "fill")} no further window and judged nothing.";
    }
}
