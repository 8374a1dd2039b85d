using MiaIa.Evidence.Statistics;

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

    /// <summary>The best ones at every change.</summary>
    public required IReadOnlyList<WinnerResult> Winners { get; init; }

    /// <summary>The ten features beside chance.</summary>
    public required IReadOnlyList<FeatureChance> Features { get; init; }

    /// <summary>What has to be said, in plain sentences.</summary>
    public required IReadOnlyList<string> Verdict { get; init; }
}

/// <summary>One of the best sets at every change.</summary>
/// <param name="Result">What it earned at every change.</param>
/// <param name="Grid">What looking once a second had cost.</param>
/// <param name="BeatsZero">Probability that its true Sharpe ratio is above 0 (PSR), as if it had been the only set.</param>
/// <param name="BeatsLuck">Probability that it is above what luck makes of all sets that were tried (DSR).</param>
/// <param name="DaysNeeded">Days until a ratio like its own is above 0 with 95 %; null where it never is.</param>
/// <param name="Card">The threshold card.</param>
public sealed record WinnerResult(
    SetResult Result,
    GridCost Grid,
    double? BeatsZero,
    double? BeatsLuck,
    double? DaysNeeded,
    IReadOnlyList<TierLine> Card
)
{
    internal static (double? Zero, double? Luck, double? Days) Odds(ReturnShape shape, double variance, double trials) =>
        shape is not { Sharpe: { } sharpe, Count: >= 2 }
            ? (null, null, null)
            : (
                SharpeOdds.Probabilistic(sharpe, 0, shape.Count, shape.Skewness, shape.Kurtosis),
                SharpeOdds.Deflated(sharpe, variance, trials, shape.Count, shape.Skewness, shape.Kurtosis),
                sharpe <= 0 ? null : SharpeOdds.PeriodsNeeded(sharpe, 0, shape.Skewness, shape.Kurtosis)
            );
}
