using System.Text;

namespace MiaIa.Settings;

/// <summary>One thing wrong with the settings, told so that it can be corrected without the source code.</summary>
/// <param name="Key">The setting as written on the command line without dashes, e.g. <c>Instruments:0:TickSizePoints</c>.</param>
/// <param name="Value">The refused text, or null where there is none or it may be a secret.</param>
/// <param name="Source">Where it was given, e.g. <c>appsettings.json</c> or <c>the command line</c>.</param>
/// <param name="Reason">What is wrong and what is allowed.</param>
public sealed record SettingProblem(string Key, string? Value, string Source, string Reason)
{
    private const int ShownCharactersMax = 120;

    /// <summary>One line; control characters are escaped and a long value is cut.</summary>
    public override string ToString()
    {
        var value = Value is null ? "" : $" = '{Printable(Value)}'";
        return $"{Printable(Key)}{value} (from {Printable(Source)}): {Reason}";
    }

    /// <summary>Makes text from outside safe to print: a value must not be able to forge a log line or colour a terminal.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="charactersMax">What is beyond is cut.</param>
    /// <returns>At most that many characters and an ellipsis, control characters as \uXXXX.</returns>
    public static string Printable(string text, int charactersMax = ShownCharactersMax)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, charactersMax)))
        {
            if (char.IsControl(c))
                shown.Append("\\u").Append(((int)c).ToString("x4"));
            else
                shown.Append(c);
        }

        return text.Length > charactersMax ? shown.Append('…').ToString() : shown.ToString();
    }
}
