using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What signals earned, beside what they earn without what they may know.</summary>
/// <param name="Kind">How they were robbed of it.</param>
/// <param name="Trades">Of the signals as they were.</param>
/// <param name="MeanCents">Of a trade, after costs; null without one.</param>
/// <param name="SurrogateCents">The mean of the surrogates' means.</param>
/// <param name="SurrogateHigh">What a twentieth of the surrogates exceed.</param>
/// <param name="Surrogates">How many were made.</param>
/// <param name="Chance">(1 + those that earned at least as much) by (1 + all); null without a trade.</param>
public sealed record SurrogateResult(
    SurrogateKind Kind,
    int Trades,
    double? MeanCents,
    double SurrogateCents,
    double SurrogateHigh,
    int Surrogates,
    double? Chance
)
{
    /// <summary>SYNTHETIC where a day was made up, else empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>Refuses a set that the plan does not have.</summary>
    /// <exception cref="EvidenceException">There is none of that number.</exception>
    public static void CheckSet(int set, int sets)
    {
        if (set > sets)
            throw new EvidenceException($"the plan has {sets} sets, and no set {set}");
    }

    /// <summary>Takes the signals of one set over kept days, one reading a second, and makes the plan's number of surrogates of each kind.</summary>
    /// <param name="plan">With its seed and number of surrogates.</param>
    /// <param name="instrument">What the set has where the plan does not say otherwise.</param>
    /// <param name="set">The plan's set; 0 = the instrument as it is.</param>
    /// <param name="days">In their order.</param>
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
        var sets = set == 0 ? [new(0, instrument.Confluence, instrument.Signals)] : SetDesign.Of(plan, instrument).Sets;
        CheckSet(set, set == 0 ? 0 : sets.Count);
        var chosen = sets.First(one => one.Number == set);
        var played = new List<SurrogateDay>();
        foreach (var day in days)
        {
            var (grid, costs) = (day.Seconds(), TradeCosts.Of(instrument, day.Date));
            played.Add(new(grid, costs, GridScreen.Run(grid, [chosen], costs, cancellation)[0]));
        }

        var surrogates = new SurrogateRun(played, chosen.Signals.StopTicks, chosen.Signals.TargetTicks);
        var results = new List<SurrogateResult>();
        foreach (var kind in Enum.GetValues<SurrogateKind>())
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(surrogates.Run(kind, plan.Surrogates, plan.Seed) with { Label = MadeUpDays.LabelOf(days) });
        }

        return results;
    }
}
