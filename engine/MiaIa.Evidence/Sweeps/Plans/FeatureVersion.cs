namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>With which constants of features readings are made: one combination of those that a plan names.</summary>
/// <param name="Settings">
/// What lies over the settings' file, in the plan's order, such as <c>Instruments:ES:LargePrintLots=50</c>; empty = the settings as they are.
/// </param>
public sealed record FeatureVersion(IReadOnlyList<string> Settings)
{
    /// <summary>The settings as they are.</summary>
    public static FeatureVersion AsSet { get; } = new([]);
}
