using MiaIa.Evidence.Statistics;

namespace MiaIa.Evidence.Sweeps;

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
    /// <summary>Name of the file beside the result that has its settings; empty where there is none.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Why the engine's settings would refuse it; empty where they would not.</summary>
    public string SettingsRefused { get; init; } = "";

    internal static (double? Zero, double? Luck, double? Days) Odds(ReturnShape shape, double variance, double trials) =>
        shape is not { Sharpe: { } sharpe, Count: >= 2 }
            ? (null, null, null)
            : (
                SharpeOdds.Probabilistic(sharpe, 0, shape.Count, shape.Skewness, shape.Kurtosis),
                SharpeOdds.Deflated(sharpe, variance, trials, shape.Count, shape.Skewness, shape.Kurtosis),
                sharpe <= 0 ? null : SharpeOdds.PeriodsNeeded(sharpe, 0, shape.Skewness, shape.Kurtosis)
            );
}
