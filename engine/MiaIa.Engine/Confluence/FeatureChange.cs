using MiaIa.Engine.Features;

namespace MiaIa.Engine.Confluence;

/// <summary>A change of one feature's value, everything else as it stands, that takes the score to a goal.</summary>
/// <param name="Feature">Whose value.</param>
/// <param name="From">Its value now, −1 … +1.</param>
/// <param name="ChangeNano">
/// The change in units of 1e-9: it reaches the goal, and one unit less does not. Its sign is the direction of the change.
/// </param>
public readonly record struct FeatureChange(FeatureId Feature, double From, long ChangeNano)
{
    /// <summary>The feature's name on the wire.</summary>
    public string Name => FeatureNames.Of(Feature);

    /// <summary>The change as a number, −2 … +2.</summary>
    public double Change => ChangeNano / (double)ConfluenceSnapshot.One;

    /// <summary>The value that reaches the goal, −1 … +1.</summary>
    public double To => Math.Clamp(From + Change, -1, 1);
}
