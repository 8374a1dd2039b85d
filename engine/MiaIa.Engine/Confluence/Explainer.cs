using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>
/// Makes explanations from readings alone: pure, on request and never in the step, for it allocates. About 1,000 sums of ten.
/// </summary>
/// <param name="tiers">The tiers' limits.</param>
/// <param name="coverageFloorNano">Coverage from which a signal may be, in units of 1e-9.</param>
/// <param name="lowestTradeable">A signal is never demoted below it.</param>
/// <param name="endNano">A signal ends when C in its direction is below this, or below 0.</param>
/// <param name="demotionNano">A signal keeps a tier until C in its direction is this far below the tier's limit.</param>
internal sealed class Explainer(TierTable tiers, long coverageFloorNano, Tier lowestTradeable, long endNano, long demotionNano)
{
    /// <summary>Explains ten readings.</summary>
    /// <param name="readings">The ten, in the order of <see cref="FeatureId"/>.</param>
    /// <param name="alive">Direction of the living signal; none when there is none.</param>
    /// <param name="aliveTier">Its tier.</param>
    internal Explanation Of(ReadOnlySpan<ScoredReading> readings, Direction alive, Tier aliveTier)
    {
        var whatIf = new ScoreWhatIf(readings);
        var score = whatIf.ScoreNano;
        var grade = tiers.Grade(Math.Abs(score));
        var next = grade == Tier.Premium ? Tier.None : grade + 1;
        var (direction, toNext) = ToNext(whatIf, next);
        var coverageShort = Math.Max(0, coverageFloorNano - CoverageNano(readings));
        return new Explanation
        {
            Tier = grade,
            NextTier = next,
            NextLimit = next == Tier.None ? 0 : tiers.LimitNano(next) / (double)ConfluenceSnapshot.One,
            NextDirection = direction,
            ToNextTier = toNext,
            ToLoseTier = ToLose(whatIf, alive, alive == Direction.None ? grade : aliveTier),
            ToEnd = alive == Direction.None ? [] : Fall(whatIf, alive, Math.Max(endNano, 0)),
            CoverageShort = coverageShort / (double)ConfluenceSnapshot.One,
            ToCoverage = coverageShort == 0 ? [] : ToCoverage(readings, coverageShort),
        };
    }

    private (Direction Direction, IReadOnlyList<FeatureChange> Changes) ToNext(ScoreWhatIf whatIf, Tier next)
    {
        var along = DirectionOf(whatIf.ScoreNano);
        if (next == Tier.None)
            return (along, []);
        var limit = tiers.LimitNano(next);
        if (along != Direction.None)
            return (along, whatIf.Reach(along, limit));
        var up = whatIf.Reach(Direction.Long, limit);
        var down = whatIf.Reach(Direction.Short, limit);
        var isDownNearer = down.Count > 0 && (up.Count == 0 || -down[0].ChangeNano < up[0].ChangeNano);
        return isDownNearer ? (Direction.Short, down) : (Direction.Long, up);
    }

    private IReadOnlyList<FeatureChange> ToLose(ScoreWhatIf whatIf, Direction alive, Tier tier)
    {
        var along = alive == Direction.None ? DirectionOf(whatIf.ScoreNano) : alive;
        var lowest = alive == Direction.None ? Tier.Weak : lowestTradeable + 1;
        var margin = alive == Direction.None ? 0 : demotionNano;
        return tier < lowest ? [] : Fall(whatIf, along, tiers.LimitNano(tier) - margin);
    }

    // Falling below a limit in one direction is reaching its mirror image in the other: C < L means −C ≥ 1 − L in units of 1e-9.
    private static List<FeatureChange> Fall(ScoreWhatIf whatIf, Direction along, long limitNano) =>
        whatIf.Reach(along == Direction.Long ? Direction.Short : Direction.Long, 1 - limitNano);

    private static Direction DirectionOf(long scoreNano) =>
        scoreNano > 0 ? Direction.Long
        : scoreNano < 0 ? Direction.Short
        : Direction.None;

    private static long WeightNano(in ScoredReading reading) => (long)Math.Round(reading.Weight * ConfluenceSnapshot.One);

    private static long CoverageNano(ReadOnlySpan<ScoredReading> readings)
    {
        var sum = 0L;
        foreach (ref readonly var reading in readings)
            sum += reading.Reading.IsValid ? WeightNano(reading) : 0;
        return sum;
    }

    private static List<FeatureId> ToCoverage(ReadOnlySpan<ScoredReading> readings, long shortNano)
    {
        var found = new List<(long Weight, FeatureId Feature)>();
        foreach (ref readonly var reading in readings)
        {
            if (!reading.Reading.IsValid && WeightNano(reading) >= shortNano)
                found.Add((WeightNano(reading), reading.Feature));
        }

        found.Sort();
        return found.ConvertAll(pair => pair.Feature);
    }
}
