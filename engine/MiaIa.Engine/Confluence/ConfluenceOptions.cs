using MiaIa.Engine.Features;

namespace MiaIa.Engine.Confluence;

/// <summary>How the readings become a score.</summary>
public sealed record ConfluenceOptions
{
    /// <summary>Weight of each feature in the order of <see cref="FeatureId"/>; the sum is 1.00.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [0.22, 0.16, 0.13, 0.13, 0.10, 0.08, 0.03, 0.02, 0.08, 0.05];

    /// <summary>The tiers' limits.</summary>
    public TierLimits Tiers { get; init; } = new();

    /// <summary>Seed: false; true is refused, not supported.</summary>
    public bool ThresholdAdaptation { get; init; }

    /// <summary>Seed: false; true is refused, not supported.</summary>
    public bool VolatilityAdjustment { get; init; }

    /// <summary>The sum of weights as the core takes it: each in whole units of 1e-9, so that decimals sum exactly.</summary>
    public static long SumOf(IEnumerable<double> weights) => weights.Sum(NanoOf);

    /// <summary>A weight in units of 1e-9.</summary>
    internal static long NanoOf(double weight) => (long)Math.Round(weight * ConfluenceSnapshot.One);
}
