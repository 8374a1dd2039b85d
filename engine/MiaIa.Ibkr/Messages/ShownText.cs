using System.Globalization;
using System.Text;

namespace MiaIa.Ibkr.Messages;

/// <summary>Makes a text of the Gateway fit for a log, a terminal and a page.</summary>
internal static class ShownText
{
    private const int LengthMax = 240;

    /// <summary>Letters of any language, digits, signs and blanks; whatever else, direction marks and half characters above all, becomes "?". Cut.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LengthMax)))
            shown.Append(IsShown(character) ? character : '?');
        if (text.Length > LengthMax)
            shown.Append("...");
        return shown.ToString();
    }

    private static bool IsShown(char character) =>
        character == ' '
        || char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
            );
}
