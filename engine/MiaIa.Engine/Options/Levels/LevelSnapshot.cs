namespace MiaIa.Engine.Options;

/// <summary>A level as it stood.</summary>
/// <param name="Strike">In index points.</param>
/// <param name="Exposure">Dollars per 1 %: net for walls, gross for absolute gamma.</param>
/// <param name="RunnerUpStrike">The strongest other strike; NaN when there is none.</param>
/// <param name="RunnerUpRatio">Its strength over the level's own, 0 … 1.1.</param>
public sealed record LevelSnapshot(double Strike, double Exposure, double RunnerUpStrike, double RunnerUpRatio)
{
    internal static LevelSnapshot? Of(StickyLevel level) =>
        double.IsFinite(level.Strike) ? new(level.Strike, level.Exposure, level.RunnerUpStrike, level.RunnerUpRatio) : null;
}
