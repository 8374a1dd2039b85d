using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>
/// C = Σ weight × value over the valid readings, rounded to 1e-9, with its long and short parts and the coverage
/// (Σ weight of the valid). Score and coverage are compared as whole numbers of 1e-9, so that a limit is met exactly.
/// </summary>
internal sealed class ConfluenceScore
{
    private readonly long[] _weightNano = new long[FeatureNames.Count];
    private readonly TierTable _tiers;
    private ReadingSet _readings;

    /// <exception cref="ArgumentException">The weights are not ten numbers within 0 … 1 with the sum 1.00, or an unsupported switch is on.</exception>
    internal ConfluenceScore(ConfluenceOptions options)
    {
        if (options.ThresholdAdaptation)
            throw new ArgumentException("threshold_adaptation = true is not supported", nameof(options));
        if (options.VolatilityAdjustment)
            throw new ArgumentException("volatility_adjustment = true is not supported", nameof(options));
        if (options.Weights.Count != FeatureNames.Count)
            throw new ArgumentException($"there are {FeatureNames.Count} weights, not {options.Weights.Count}", nameof(options));
        var sum = 0L;
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            var weight = options.Weights[i];
            if (weight is not (>= 0 and <= 1))
                throw new ArgumentException($"weight of {FeatureNames.Of((FeatureId)i)} is {weight}, not within 0 to 1", nameof(options));
            _weightNano[i] = (long)Math.Round(weight * ConfluenceSnapshot.One);
            sum += _weightNano[i];
            _readings[i] = new ScoredReading((FeatureId)i, default, weight, 0);
        }

        if (sum != ConfluenceSnapshot.One)
            throw new ArgumentException($"the weights sum to {sum / (double)ConfluenceSnapshot.One}, not to 1.00", nameof(options));
        _tiers = new TierTable(options.Tiers);
        Tier = Tier.NoTrade;
    }

    internal long ScoreNano { get; private set; }

    internal double LongSum { get; private set; }

    internal double ShortSum { get; private set; }

    internal long CoverageNano { get; private set; }

    internal Tier Tier { get; private set; }

    internal Direction Direction { get; private set; }

    internal ReadOnlySpan<ScoredReading> Readings => _readings;

    /// <summary>Takes a feature's new reading; <see cref="Recompute"/> makes it count.</summary>
    internal void Set(FeatureId feature, in FeatureReading reading)
    {
        ref var slot = ref _readings[(int)feature];
        slot = slot with { Reading = reading, Contribution = reading.IsValid ? slot.Weight * reading.Value : 0 };
    }

    /// <summary>Sums in the order of the features, always the same, so that equal readings give equal bits.</summary>
    internal void Recompute()
    {
        var longSum = 0.0;
        var shortSum = 0.0;
        var coverage = 0L;
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            ref readonly var slot = ref _readings[i];
            longSum += Math.Max(slot.Contribution, 0);
            shortSum += Math.Min(slot.Contribution, 0);
            coverage += slot.Reading.IsValid ? _weightNano[i] : 0;
        }

        LongSum = longSum;
        ShortSum = shortSum;
        CoverageNano = coverage;
        ScoreNano = (long)Math.Round((longSum + shortSum) * ConfluenceSnapshot.One);
        Tier = _tiers.Grade(Math.Abs(ScoreNano));
        Direction = ScoreNano > 0 ? Direction.Long : ScoreNano < 0 ? Direction.Short : Direction.None;
    }
}
