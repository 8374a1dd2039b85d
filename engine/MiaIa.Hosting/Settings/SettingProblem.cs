using System.Text.RegularExpressions;

namespace MiaIa.Hosting.Settings;

/// <summary>One thing wrong with the settings, told so that it can be corrected without the source code.</summary>
/// <param name="Key">The setting as written on the command line without dashes, e.g. <c>Instruments:ES:TickSizePoints</c>.</param>
/// <param name="Value">The refused text, or null where there is none or it may be a secret.</param>
/// <param name="Source">Where it was given, e.g. <c>appsettings.json</c> or <c>the command line</c>.</param>
/// <param name="Reason">What is wrong and what is allowed.</param>
public sealed partial record SettingProblem(string Key, string? Value, string Source, string Reason)
{
    /// <summary>One line; what cannot be printed is escaped and a long value is cut.</summary>
    public override string ToString()
    {
        var value = Value is null ? "" : $" = '{PrintableText.From(WithoutPassword(Value))}'";
        return $"{PrintableText.From(Key)}{value} (from {PrintableText.From(Source)}): {Reason}";
    }

    /// <summary>An address as it may be shown: who puts a password into one should not find it in a log.</summary>
    internal static string WithoutPassword(string value) => UserOfAddress().Replace(value, "://…@");

    [GeneratedRegex("://[^/?#]*@")]
    private static partial Regex UserOfAddress();
}
