using System.Globalization;
using System.Text;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>The one line that says who halted and why, the same live and in a replay.</summary>
internal static class TradingControlText
{
    private const int CharactersMax = 200;
    private const string FlattenPrefix = "flatten, ";
    private const string OwnPrefix = "engine: ";

    internal static string From(HaltRequest request) => From(request.By, request.Reason);

    internal static string From(FlattenRequest request) => FlattenPrefix + From(request.By, request.Reason);

    /// <summary>Why the engine has halted itself; null when somebody else halted, or nobody.</summary>
    internal static string? OwnReasonOf(string line)
    {
        if (line.StartsWith(EngineState.CarryRefused, StringComparison.Ordinal))
            return line;
        return line.StartsWith(OwnPrefix, StringComparison.Ordinal) ? line[OwnPrefix.Length..] : null;
    }

    /// <summary>The request whose line is <paramref name="line"/>, so that a halt taken over from an earlier engine keeps its words.</summary>
    internal static HaltRequest RequestOf(string line)
    {
        const string between = ": ";
        var at = line.IndexOf(between, StringComparison.Ordinal);
        return at < 0
            ? new HaltRequest { By = "engine", Reason = line }
            : new HaltRequest { By = line[..at], Reason = line[(at + between.Length)..] };
    }

    /// <summary>The same for the line of a flatten.</summary>
    internal static FlattenRequest FlattenOf(string line)
    {
        var request = RequestOf(line.StartsWith(FlattenPrefix, StringComparison.Ordinal) ? line[FlattenPrefix.Length..] : line);
        return new FlattenRequest { By = request.By, Reason = request.Reason };
    }

    /// <summary>
    /// Text from outside on one line and within bounds, so that it can be logged, shown and journalled: without control characters, line
    /// separators, halves of characters, and what has no width or turns the direction of writing.
    /// </summary>
    internal static string Clean(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > CharactersMax)
                break;
            if (rune != Rune.ReplacementChar && IsShown(Rune.GetUnicodeCategory(rune)))
                kept.Append(rune);
        }

        return kept.ToString().Trim();
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

    private static string From(string by, string reason) => $"{Or(Clean(by), "somebody")}: {Or(Clean(reason), "no reason given")}";

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;
}
