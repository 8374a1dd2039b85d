using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Which sets are to be tried on which days.</summary>
/// <param name="Name">What this is called among all that is asked for: a folder's name.</param>
/// <param name="Instrument">What every set has where it does not say otherwise.</param>
/// <param name="IsExact">At every change, not once a second.</param>
/// <param name="Names">Of the parameters that differ, as a plan has them.</param>
/// <param name="Sets">All sets that any day is tried with.</param>
/// <param name="Days">In their order.</param>
internal sealed record TrialRequest(
    string Name,
    InstrumentOptions Instrument,
    bool IsExact,
    IReadOnlyList<string> Names,
    IReadOnlyList<TriedSet> Sets,
    IReadOnlyList<TriedDay> Days
)
{
    /// <summary>How far ahead the line over features looks, in seconds; null = it is not asked for.</summary>
    internal int? AheadSeconds { get; init; }
}

/// <summary>A set by what it has.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Values">In the order of the parameters' names.</param>
internal sealed record TriedSet(int Number, IReadOnlyList<double> Values)
{
    /// <summary>The set itself: the same on every machine.</summary>
    /// <exception cref="Work.EvidenceException">There is no such parameter.</exception>
    internal ParameterSet Of(InstrumentOptions instrument, IReadOnlyList<string> names) =>
        ParameterNames.Apply(instrument, Number, [.. names.Zip(Values)]);
}

/// <summary>A day and the sets that are tried on it: some of the request's, one behind the other.</summary>
/// <param name="Day">With its readings.</param>
/// <param name="First">Place of the first.</param>
/// <param name="Count">How many.</param>
internal sealed record TriedDay(KeptDay Day, int First, int Count);
