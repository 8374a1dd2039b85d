namespace MiaIa.Settings;

/// <summary>
/// Makes an init-only property a setting and says what it means. The property's initialiser is its default.
/// Beside it, <c>[Required]</c>, <c>[Range]</c> and <c>[AllowedValues]</c> of System.ComponentModel.DataAnnotations
/// are obeyed; on a list of plain values the last two speak of each element.
/// </summary>
/// <remarks>
/// Supported types: string, bool, int, uint, long, ulong, double, enums and their nullable forms; a class whose properties
/// are settings (a section, never null); IReadOnlyList of any of these.
/// </remarks>
/// <param name="doc">One sentence for <c>--help</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string doc) : Attribute
{
    /// <summary>One sentence for <c>--help</c>.</summary>
    public string Doc { get; } = doc;

    /// <summary>The unit of the value (ms, ticks, USD, …); empty when it has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>A secret is never printed: neither in <c>--help</c> nor in a message.</summary>
    public bool Secret { get; init; }
}
