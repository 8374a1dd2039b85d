using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>The score as it stands after the last event. One object for the life of the core; reading it allocates nothing.</summary>
public sealed class ConfluenceSnapshot
{
    /// <summary>One in the fixed point of score and coverage: 1e-9 is their last place.</summary>
    public const long One = 1_000_000_000;

    private readonly ConfluenceScore _score;

    private readonly OrderFlowImbalance _flow;

    internal ConfluenceSnapshot(ConfluenceScore score, OrderFlowImbalance flow) => (_score, _flow) = (score, flow);

    /// <summary>Market time of the newest event.</summary>
    public UnixNanos ObservedAt { get; internal set; }

    /// <summary>C, −1 … +1, rounded to 1e-9.</summary>
    public double Score => _score.ScoreNano / (double)One;

    /// <summary>C in units of 1e-9, as it is compared with limits.</summary>
    public long ScoreNano => _score.ScoreNano;

    /// <summary>Σ of the positive contributions, ≥ 0.</summary>
    public double LongSum => _score.LongSum;

    /// <summary>Σ of the negative contributions, ≤ 0.</summary>
    public double ShortSum => _score.ShortSum;

    /// <summary>Σ of the weights of the valid readings, 0 … 1, exact to 1e-9.</summary>
    public double Coverage => _score.CoverageNano / (double)One;

    /// <summary>Order-flow imbalance of the best prices over the last 10 s, in contracts; + = buyers press. No part of the score.</summary>
    public long OrderFlowLots => _flow.Lots;

    /// <summary>The grade of |C|, whatever the coverage.</summary>
    public Tier Tier => _score.Tier;

    /// <summary>The ten readings with their weights and contributions, in the order of <see cref="FeatureId"/>.</summary>
    public ReadOnlySpan<ScoredReading> Readings => _score.Readings;
}
