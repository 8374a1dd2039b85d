using System.Globalization;
using System.Runtime.CompilerServices;

namespace MiaIa.Engine.Risk;

/// <summary>What a rule said about an entry, with the figure it looked at. The default is a refusal.</summary>
/// <param name="Code">Which rule.</param>
/// <param name="Passed">Whether the entry may pass.</param>
/// <param name="Value">The figure, in the unit that <see cref="RiskCode"/> gives; not a number where it is not known.</param>
/// <param name="Limit">What it was held against.</param>
public readonly record struct RiskFinding(RiskCode Code, bool Passed, double Value, double Limit)
{
    /// <summary>The rule's name on the wire.</summary>
    public string Name => RiskCodes.NameOf(Code);

    /// <summary>A text for the trader, such as <c>3 (limit 2)</c>. Allocates: never called in the step.</summary>
    public string Detail =>
        double.IsNaN(Value)
            ? string.Create(CultureInfo.InvariantCulture, $"not known (limit {Limit:0.###})")
            : string.Create(CultureInfo.InvariantCulture, $"{Value:0.###} (limit {Limit:0.###})");
}

/// <summary>Every rule's finding by value, in the order of <see cref="RiskCode"/>.</summary>
[InlineArray(RiskCodes.Count)]
internal struct RiskFindings
{
    private RiskFinding _first;
}
