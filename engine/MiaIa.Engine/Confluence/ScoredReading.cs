using MiaIa.Engine.Features;

namespace MiaIa.Engine.Confluence;

/// <summary>A reading with its part in the score.</summary>
/// <param name="Feature">Whose reading it is.</param>
/// <param name="Reading">What the feature says.</param>
/// <param name="Weight">Its share of the score, 0 … 1.</param>
/// <param name="Contribution">Weight × value when valid, else 0.</param>
public readonly record struct ScoredReading(FeatureId Feature, FeatureReading Reading, double Weight, double Contribution)
{
    /// <summary>The feature's name on the wire.</summary>
    public string Name => FeatureNames.Of(Feature);
}
