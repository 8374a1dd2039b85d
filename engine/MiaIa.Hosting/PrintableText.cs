using System.Globalization;
using System.Text;

namespace MiaIa.Hosting;

/// <summary>Makes text from outside safe to print: a value must not be able to forge a log line, colour a terminal or turn a line around.</summary>
public static class PrintableText
{
    private const int ShownCharactersMax = 120;

    /// <summary>Escapes and cuts.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="charactersMax">What is beyond is cut.</param>
    /// <returns>
    /// At most that many characters and an ellipsis. Control characters, line separators, what has no width or turns the direction of
    /// writing, and halves of surrogate pairs are written as \uXXXX.
    /// </returns>
    public static string From(string text, int charactersMax = ShownCharactersMax)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        Append(shown, text.AsSpan(0, Math.Min(text.Length, charactersMax)));
        return text.Length > charactersMax ? shown.Append('…').ToString() : shown.ToString();
    }

    internal static void Append(StringBuilder shown, ReadOnlySpan<char> text)
    {
        while (Rune.DecodeFromUtf16(text, out var rune, out var length) is var status && length > 0)
        {
            var isShown = status == System.Buffers.OperationStatus.Done && IsShown(Rune.GetUnicodeCategory(rune));
            foreach (var c in text[..length])
            {
                if (isShown)
                    shown.Append(c);
                else
                    shown.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }

            text = text[length..];
        }
    }

    private static bool IsShown(UnicodeCategory category) =>
        category
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
