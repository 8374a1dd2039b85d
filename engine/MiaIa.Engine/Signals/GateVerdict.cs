using System.Globalization;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>What a gate said, with the figure it looked at.</summary>
/// <param name="Gate">Which gate.</param>
/// <param name="Passed">Whether the signal may pass.</param>
/// <param name="Value">The figure, in the unit that <see cref="Signals.Gate"/> gives.</param>
/// <param name="Limit">What it was held against.</param>
public readonly record struct GateVerdict(Gate Gate, bool Passed, double Value, double Limit)
{
    // The longest silence there is, in ms: of a feed that has said nothing since it attached.
    private const double NeverMillis = long.MaxValue / UnixNanos.PerMilli;

    /// <summary>The gate's name on the wire.</summary>
    public string Name => GateNames.Of(Gate);

    /// <summary>A text for the trader, such as <c>0.32 (limit 0.7)</c>. Allocates: never called in the step.</summary>
    public string Detail =>
        Value >= NeverMillis
            ? string.Create(CultureInfo.InvariantCulture, $"never (limit {Limit:0.###})")
            : string.Create(CultureInfo.InvariantCulture, $"{Value:0.###} (limit {Limit:0.###})");
}
