using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Statistics;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps.Surrogates;

/// <summary>What signals earned, beside what they earn without what they may know.</summary>
/// <param name="Kind">How they were robbed of it.</param>
/// <param name="Trades">Of the signals as they were.</param>
/// <param name="MeanCents">Of a trade, after costs; null without one.</param>
/// <param name="SurrogateCents">The mean of the surrogates' means; null without one.</param>
/// <param name="SurrogateHigh">What a twentieth of the surrogates exceed; null without one.</param>
/// <param name="Surrogates">How many were made: as many as asked for, or every other arrangement of the signals where there are fewer.</param>
/// <param name="Chance">(1 + those that earned at least as much) by (1 + all); null without a trade, and where there are too few arrangements.</param>
public sealed record SurrogateResult(
    SurrogateKind Kind,
    int Trades,
    double? MeanCents,
    double? SurrogateCents,
    double? SurrogateHigh,
    int Surrogates,
    double? Chance
)
{
    /// <summary>SYNTHETIC where a day was made up, else empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>Why no chance is told; empty where one is.</summary>
    public string NotTold { get; init; } = "";

    /// <summary>That trades or days are too few for any of it to be evidence; empty where there are enough.</summary>
    public string TooFew { get; init; } = "";

    /// <summary>What the index says of the days, and which were left out; null where nobody asked it.</summary>
    public RecordedNote? Recordings { get; init; }

    /// <summary>The same with what the index says: fragments are no days.</summary>
    public SurrogateResult With(RecordedNote recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        return this with { Recordings = recordings, TooFew = Sample.TooFew(Trades, recordings.WholeDays, "whole day") ?? "" };
    }

    /// <summary>Takes the signals of one set over kept days, one reading a second, and makes the plan's number of surrogates of each kind.</summary>
    /// <param name="plan">With its seed and number of surrogates.</param>
    /// <param name="instrument">What the set has where the plan does not say otherwise.</param>
    /// <param name="set">The plan's set; 0 = the instrument as it is.</param>
    /// <param name="days">In their order, of the version of the readings that the set needs. The prices of one are held at a time.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">There is no such set, or kept readings are damaged.</exception>
    public static IReadOnlyList<SurrogateResult> Of(
        SweepPlan plan,
        InstrumentOptions instrument,
        int set,
        IReadOnlyList<KeptDay> days,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(instrument);
        var chosen = set == 0 ? new ParameterSet(0, instrument.Confluence, instrument.Signals) : SetOf(plan, instrument, set);
        var born = days.Select(day => Born(day, chosen, instrument, cancellation)).ToArray();
        var surrogates = new SurrogateRun(born, chosen, plan.Surrogates, plan.Seed);
        for (var day = 0; day < born.Length; day++)
            surrogates.Play(day, new(days[day].Seconds(), TradeCosts.Of(instrument, days[day].Date)), cancellation);
        return [.. Enum.GetValues<SurrogateKind>().Select(kind => surrogates.ResultOf(kind) with { Label = MadeUpDays.LabelOf(days) })];
    }

    private static ParameterSet SetOf(SweepPlan plan, InstrumentOptions instrument, int set)
    {
        var design = SetDesign.Of(plan, instrument);
        return design.Sets[design.PlaceOf(set)];
    }

    private static SurrogateDay Born(KeptDay day, ParameterSet set, InstrumentOptions instrument, CancellationToken cancellation)
    {
        var grid = day.Seconds();
        return new(grid, GridScreen.Run(grid, [set], TradeCosts.Of(instrument, day.Date), cancellation)[0]);
    }
}
