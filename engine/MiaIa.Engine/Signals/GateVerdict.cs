using System.Globalization;

namespace MiaIa.Engine.Signals;

/// <summary>What a gate said, with the figure it looked at.</summary>
/// <param name="Gate">Which gate.</param>
/// <param name="Passed">Whether the signal may pass.</param>
/// <param name="Value">The figure, in the unit that <see cref="Signals.Gate"/> gives.</param>
/// <param name="Limit">What it was held against.</param>
public readonly record struct GateVerdict(Gate Gate, bool Passed, double Value, double Limit)
{
    /// <summary>The gate's name on the wire.</summary>
    public string Name => GateNames.Of(Gate);

    /// <summary>A text for the trader, such as <c>0.32 (limit 0.7)</c>. Allocates: never called in the step.</summary>
    public string Detail => string.Create(CultureInfo.InvariantCulture, $"{Value:0.###} (limit {Limit:0.###})");
}
