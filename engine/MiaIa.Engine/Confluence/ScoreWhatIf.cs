using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>
/// The score that ten readings would give if one of them were another. It sums exactly as <see cref="ConfluenceScore"/> does,
/// which never falls when a value rises, so that a search by halves finds the very last place.
/// </summary>
internal sealed class ScoreWhatIf
{
    // From one end of the range to the other.
    private const long ChangeNanoMax = 2 * ConfluenceSnapshot.One;

    private readonly double[] _contribution = new double[FeatureNames.Count];
    private readonly ScoredReading[] _readings;

    internal ScoreWhatIf(ReadOnlySpan<ScoredReading> readings)
    {
        _readings = readings.ToArray();
        for (var i = 0; i < _readings.Length; i++)
            _contribution[i] = _readings[i].Contribution;
        ScoreNano = ConfluenceScore.SumNano(_contribution);
    }

    /// <summary>The score as the readings stand.</summary>
    internal long ScoreNano { get; }

    /// <summary>
    /// Every single valid feature that takes the score in a direction to a goal or beyond, with the smallest change that does,
    /// smallest first. The goal is not reached yet.
    /// </summary>
    internal List<FeatureChange> Reach(Direction towards, long goalNano)
    {
        var sign = towards == Direction.Short ? -1 : 1;
        var found = new List<FeatureChange>();
        for (var i = 0; i < _readings.Length; i++)
        {
            if (_readings[i].Reading.IsValid && Smallest(i, sign, goalNano) is { } change)
                found.Add(new FeatureChange((FeatureId)i, _readings[i].Reading.Value, sign * change));
        }

        found.Sort(
            (a, b) =>
                Math.Abs(a.ChangeNano) != Math.Abs(b.ChangeNano)
                    ? Math.Abs(a.ChangeNano).CompareTo(Math.Abs(b.ChangeNano))
                    : a.Feature.CompareTo(b.Feature)
        );
        return found;
    }

    private long? Smallest(int feature, int sign, long goalNano)
    {
        if (sign * With(feature, sign * ChangeNanoMax) < goalNano)
            return null;
        long tooLittle = 0;
        var enough = ChangeNanoMax;
        while (enough - tooLittle > 1)
        {
            var middle = tooLittle + ((enough - tooLittle) / 2);
            if (sign * With(feature, sign * middle) >= goalNano)
                enough = middle;
            else
                tooLittle = middle;
        }

        return enough;
    }

    private long With(int feature, long changeNano)
    {
        ref readonly var reading = ref _readings[feature];
        var changed = new FeatureChange((FeatureId)feature, reading.Reading.Value, changeNano);
        _contribution[feature] = reading.Weight * changed.To;
        var score = ConfluenceScore.SumNano(_contribution);
        _contribution[feature] = reading.Contribution;
        return score;
    }
}
