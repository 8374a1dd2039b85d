using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;

namespace MiaIa.Replay.Tallies;

/// <summary>One feature's readings over a replay, and what they have to do with the score and with what the price did next.</summary>
public sealed class FeatureTally
{
    private const int StrengthsKept = 64;
    private const int SamplesToJudge = 60;
    private const int SamplesToCompare = 300;
    private const double SaturatedShareMax = 0.5;
    private const double FlippedCorrelation = -0.5;

    private readonly Moments _withScore = new();
    private readonly Moments _withRest = new();
    private readonly Moments _withReturn = new();
    private readonly HashSet<double> _strengths = [];
    private readonly long[] _reasons = new long[byte.MaxValue + 1];

    internal FeatureTally(FeatureId feature) => Feature = feature;

    /// <summary>Whose.</summary>
    public FeatureId Feature { get; }

    /// <summary>Evaluations.</summary>
    public long Samples { get; private set; }

    /// <summary>Of these: ready.</summary>
    public long Ready { get; private set; }

    /// <summary>Of the ready: at +1 or −1.</summary>
    public long Saturated { get; private set; }

    /// <summary>Smallest value; +∞ when never ready.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Largest value; −∞ when never ready.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Different |s| strictly between 0 and 1, counted up to 64.</summary>
    public int Strengths => _strengths.Count;

    /// <summary>Cov(contribution, C) / Var(C): the shares of the ten sum to 1. NaN while C never changed.</summary>
    public double VarianceShare => _withScore.Covariance / _withScore.VarianceOfY;

    /// <summary>Correlation of the value with the sum of the other contributions.</summary>
    public double CorrelationWithRest => _withRest.Correlation;

    /// <summary>Correlation of the value with the price's move over the next minute. Information, no verdict.</summary>
    public double CorrelationWithReturn => _withReturn.Correlation;

    /// <summary>The most frequent reason of not being ready; empty when it always was.</summary>
    public string MainReason
    {
        get
        {
            var most = Array.IndexOf(_reasons, _reasons.Max());
            return Samples == Ready ? "" : FeatureReading.TextOf((ReadingRemark)most);
        }
    }

    /// <summary>What is wrong with it, if anything.</summary>
    public Liveness Liveness =>
        Ready == 0 ? Liveness.NeverReady
        : Ready < SamplesToJudge ? Liveness.Alive
        : Min == Max ? Liveness.Constant
        : Saturated > SaturatedShareMax * Ready ? Liveness.Saturated
        : _withRest.Count >= SamplesToCompare && CorrelationWithRest < FlippedCorrelation ? Liveness.SignFlipped
        : Liveness.Alive;

    internal void Add(in ScoredReading scored, double score)
    {
        Samples++;
        _withScore.Add(scored.Contribution, score);
        if (!scored.Reading.IsValid)
        {
            _reasons[(int)scored.Reading.Remark]++;
            return;
        }

        var value = scored.Reading.Value;
        var strength = Math.Abs(value);
        Ready++;
        Saturated += strength == 1 ? 1 : 0;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        _withRest.Add(value, score - scored.Contribution);
        if (_strengths.Count < StrengthsKept && strength is > 0 and < 1)
            _strengths.Add(strength);
    }

    internal void AddReturn(double value, double ticks) => _withReturn.Add(value, ticks);
}
