namespace MiaIa.Engine.Features;

/// <summary>One of the numbers that a feature's value is made of, as the formula in the feature's own file names it.</summary>
/// <param name="Feature">Whose.</param>
/// <param name="Name">Its letter or word in the formula, such as <c>d</c> or <c>persistence</c>; of feature 4 the pattern's name.</param>
/// <param name="Value">Within −1 … +1; factors that only weaken are within 0 … 1.</param>
public readonly record struct FeatureFactor(FeatureId Feature, string Name, double Value);
