using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What a sweep found, with what luck makes of as many sets beside it.</summary>
public sealed record SweepResult
{
    /// <summary>ES, MES, NQ or MNQ.</summary>
    public required string Instrument { get; init; }

    /// <summary>Days, in their order, as yyyy-MM-dd.</summary>
    public required IReadOnlyList<string> Days { get; init; }

    /// <summary>Sets that were tried: the number to be held against everything below.</summary>
    public required int SetsTried { get; init; }

    /// <summary>Sets that the core would refuse.</summary>
    public required int SetsRefused { get; init; }

    /// <summary>Why the first of them was refused; empty when none was.</summary>
    public required string FirstRefusal { get; init; }

    /// <summary>Independent trials that the sets are worth by their days.</summary>
    public required double EffectiveTrials { get; init; }

    /// <summary>Variance of the sets' Sharpe ratios, ddof 1.</summary>
    public required double SharpeVariance { get; init; }

    /// <summary>The Sharpe ratio of a day that the best of so many worthless trials reaches.</summary>
    public required double SharpeOfLuck { get; init; }

    /// <summary>Probability that the set that is best in one half of the days stands at the median or below in the other; null with too few days.</summary>
    public required double? Overfitting { get; init; }

    /// <summary>Blocks into which the days were cut for it.</summary>
    public required int OverfittingBlocks { get; init; }

    /// <summary>Whether every set was played at every change.</summary>
    public required bool IsExact { get; init; }

    /// <summary>By what the best was chosen.</summary>
    public required SelectionRule Select { get; init; }

    /// <summary>The sets that may be chosen, best first.</summary>
    public required IReadOnlyList<SetResult> Sets { get; init; }

    /// <summary>Those that stood first in <see cref="Sets"/> at every change, in the order of what they gave there.</summary>
    public required IReadOnlyList<WinnerResult> Winners { get; init; }

    /// <summary>The ten features beside chance.</summary>
    public required IReadOnlyList<FeatureChance> Features { get; init; }

    /// <summary>SYNTHETIC where a day was made up, else empty.</summary>
    public required string Label { get; init; }

    /// <summary>What the index says of the days, and which were left out; null where nobody asked it.</summary>
    public RecordedNote? Recordings { get; init; }

    /// <summary>What has to be said, in plain sentences.</summary>
    public required IReadOnlyList<string> Verdict { get; init; }

    /// <summary>The same with what the index says: fragments are no days.</summary>
    public SweepResult With(RecordedNote recordings, SweepPlan plan)
    {
        var noted = this with { Recordings = recordings };
        return noted with { Verdict = SweepVerdict.Of(noted, plan) };
    }
}
