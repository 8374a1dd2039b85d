using System.Runtime.CompilerServices;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>
/// C = Σ weight × value over the valid readings, rounded to 1e-9, with its long and short parts and the coverage
/// (Σ weight of the valid). Score and coverage are compared as whole numbers of 1e-9, so that a limit is met exactly.
/// </summary>
internal sealed class ConfluenceScore
{
    // 1.5·2^52: beside it a double holds whole numbers only, and a half goes to the even one.
    private const double Rounder = 6_755_399_441_055_744;

    private readonly ScoredReading[] _published = new ScoredReading[FeatureNames.Count];
    private readonly TierTable _tiers;
    private Contributions _contributions;
    private Slots _slots;

    /// <exception cref="ArgumentException">The weights are not ten numbers within 0 … 1 with the sum 1.00, or an unsupported switch is on.</exception>
    internal ConfluenceScore(ConfluenceOptions options, TierTable tiers)
    {
        if (options.ThresholdAdaptation)
            throw new ArgumentException("threshold_adaptation = true is not supported", nameof(options));
        if (options.VolatilityAdjustment)
            throw new ArgumentException("volatility_adjustment = true is not supported", nameof(options));
        if (options.Weights.Count != FeatureNames.Count)
            throw new ArgumentException($"there are {FeatureNames.Count} weights, not {options.Weights.Count}", nameof(options));
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            var weight = options.Weights[i];
            if (weight is not (>= 0 and <= 1))
                throw new ArgumentException($"weight of {FeatureNames.Of((FeatureId)i)} is {weight}, not within 0 to 1", nameof(options));
            ref var slot = ref _slots[i];
            slot.Weight = weight;
            slot.WeightNano = ConfluenceOptions.NanoOf(weight);
        }

        if (ConfluenceOptions.SumOf(options.Weights) is var sum && sum != ConfluenceSnapshot.One)
            throw new ArgumentException($"the weights sum to {sum / (double)ConfluenceSnapshot.One}, not to 1.00", nameof(options));
        _tiers = tiers;
    }

    internal long ScoreNano { get; private set; }

    internal double LongSum => Sum(contribution => Math.Max(contribution, 0));

    internal double ShortSum => Sum(contribution => Math.Min(contribution, 0));

    internal long CoverageNano { get; private set; }

    internal Tier Tier => _tiers.Grade(Math.Abs(ScoreNano));

    internal Direction Direction =>
        ScoreNano > 0 ? Direction.Long
        : ScoreNano < 0 ? Direction.Short
        : Direction.None;

    /// <summary>The readings with their parts, put together when they are asked for.</summary>
    internal ReadOnlySpan<ScoredReading> Readings
    {
        get
        {
            for (var i = 0; i < FeatureNames.Count; i++)
                _published[i] = new ScoredReading((FeatureId)i, _slots[i].Reading, _slots[i].Weight, _contributions[i]);
            return _published;
        }
    }

    /// <summary>A feature's value as it stands; not a number while it is not ready.</summary>
    internal double ValueOf(FeatureId feature)
    {
        ref readonly var slot = ref _slots[(int)feature];
        return slot.IsValid ? slot.Value : double.NaN;
    }

    /// <summary>
    /// Takes a feature's new reading; <see cref="Recompute"/> makes it count. By value and inlined, so that the reading travels in
    /// registers and not through memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Set(FeatureId feature, FeatureReading reading)
    {
        ref var slot = ref _slots[(int)feature];
        var isValid = reading.IsValid;
        if (isValid != slot.IsValid)
            CoverageNano += isValid ? slot.WeightNano : -slot.WeightNano;
        slot.IsValid = isValid;
        slot.Remark = reading.Remark;
        slot.Value = reading.Value;
        slot.InputAt = reading.InputAt;
        _contributions[(int)feature] = isValid ? slot.Weight * reading.Value : 0;
    }

    internal void Recompute() => ScoreNano = SumNano(_contributions);

    /// <summary>
    /// Sums always in one order, so that equal readings give equal bits on every machine: four short chains that do not wait for each
    /// other. No vectors: one would be read wider than the contribution in it has just been written, and wait for that write.
    /// </summary>
    /// <param name="contributions">Ten.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long SumNano(ReadOnlySpan<double> contributions)
    {
        var c = contributions[..FeatureNames.Count];
        var sum = c[0] + c[4] + c[8] + (c[1] + c[5] + c[9]) + (c[2] + c[6] + (c[3] + c[7]));
        // A sum of weights times values lies within −1 … +1.
        return BitConverter.DoubleToInt64Bits((sum * ConfluenceSnapshot.One) + Rounder) - BitConverter.DoubleToInt64Bits(Rounder);
    }

    private double Sum(Func<double, double> part)
    {
        var sum = 0.0;
        foreach (var contribution in _contributions)
            sum += part(contribution);
        return sum;
    }

    // A reading field by field. Copied whole, it would be read in wider pieces than the feature has just written it in, and the
    // processor would have to wait for those writes to reach the cache: a tenth of the step.
    private struct Slot
    {
        internal double Weight;
        internal long WeightNano;
        internal double Value;
        internal UnixNanos InputAt;
        internal bool IsValid;
        internal ReadingRemark Remark;

        internal readonly FeatureReading Reading =>
            IsValid ? FeatureReading.Valid(Value, InputAt, Remark) : FeatureReading.NotReady(Remark, InputAt);
    }

    [InlineArray(FeatureNames.Count)]
    private struct Slots
    {
        private Slot _first;
    }

    [InlineArray(FeatureNames.Count)]
    private struct Contributions
    {
        private double _first;
    }
}
