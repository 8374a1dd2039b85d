using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MiaIa.Hosting.Settings;

/// <summary>What a settings file must be before one looks at its settings: one rule for the programs and for whoever writes their files.</summary>
public static class SettingsFileText
{
    private const string Remedy = "restore it, or delete it and run miaia setup, which writes the defaults";
    private const string BackslashRemedy = "write \\\\ for each \\ of a path";
    private const int MessageCharactersMax = 400;
    private static readonly JsonReaderOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Says what is wrong with the whole text, and what to do.</summary>
    /// <param name="text">The file's bytes: JSON with comments in UTF-8, with or without the mark that some editors put before it.</param>
    /// <returns>A sentence without its full stop that fits behind the file's name; null when nothing is wrong.</returns>
    public static string? FaultIn(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(Encoding.Unicode.Preamble) || text.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return "is saved as UTF-16: save it as UTF-8";
        if (text.StartsWith(Encoding.UTF8.Preamble))
            text = text[Encoding.UTF8.Preamble.Length..];
        // Nothing but zeros is what a crash leaves of a file.
        if (text.TrimStart(" \t\r\n\0"u8).IsEmpty)
            return $"is empty: {Remedy}";
        if (FirstForeign(text) is var foreign and >= 0)
            return $"is not UTF-8 at {PlaceOf(text, foreign)} (0x{text[foreign]:X2}): save it as UTF-8";
        try
        {
            // A path with single backslashes may be right as JSON: \n and \t in it are then a line break and a tab.
            return Read(text, isWhole: true) is var control and >= 0
                ? $"has a control character in the text at {PlaceOf(text, control)}: {BackslashRemedy}"
                : null;
        }
        catch (JsonException damaged)
        {
            return OfJson(text, damaged);
        }
    }

    // A zero is UTF-8, but no text: it stands between the letters of UTF-16 that has no mark.
    private static int FirstForeign(ReadOnlySpan<byte> text)
    {
        var zero = text.IndexOf((byte)0);
        var read = 0;
        while (read < text.Length && Rune.DecodeFromUtf8(text[read..], out _, out var length) == System.Buffers.OperationStatus.Done)
            read += length;
        var isForeign = read < text.Length;
        return zero >= 0 && (!isForeign || zero < read) ? zero
            : isForeign ? read
            : -1;
    }

    private static string OfJson(ReadOnlySpan<byte> text, JsonException damaged)
    {
        var (line, at) = ((int)(damaged.LineNumber ?? 0), (int)(damaged.BytePositionInLine ?? 0));
        if (IsCut(text))
            return $"ends before its last brackets, as a file that was cut does: {Remedy}";
        var place = string.Create(CultureInfo.InvariantCulture, $"is not valid JSON at line {line + 1}, byte {at + 1}");
        if (CommaNumberAt(LineOf(text, line), at) is { } number)
            return $"{place}: {number} has a decimal comma; write a decimal point, {number.Replace(',', '.')}";
        if (IsAfterBackslash(LineOf(text, line), at))
            return $"{place}: a single backslash; {BackslashRemedy}";
        // The reader's own place counts from 0.
        return $"{place}: {PrintableText.From(damaged.Message.Split(" LineNumber:", 2)[0], MessageCharactersMax)}";
    }

    // Whether all of it is right as far as it goes.
    private static bool IsCut(ReadOnlySpan<byte> text)
    {
        try
        {
            Read(text, isWhole: false);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Where the first text begins in which a control character stands; -1 = in none.
    private static int Read(ReadOnlySpan<byte> text, bool isWhole)
    {
        var reader = new Utf8JsonReader(text, isWhole, new JsonReaderState(Commented));
        var control = -1;
        while (reader.Read())
        {
            if (control < 0 && reader.ValueIsEscaped && reader.GetString()!.Any(char.IsControl))
                control = (int)reader.TokenStartIndex;
        }

        return control;
    }

    // "C:\MiaIa" and "C:\users": no letter that may follow, or no digit of a character's number.
    private static bool IsAfterBackslash(ReadOnlySpan<byte> line, int at)
    {
        if (at < 1 || at > line.Length)
            return false;
        if (line[at - 1] == '\\')
            return true;
        var digits = at;
        while (digits > 0 && char.IsAsciiHexDigit((char)line[digits - 1]))
            digits--;
        return digits >= 2 && line[digits - 1] == 'u' && line[digits - 2] == '\\';
    }

    // 0,70 is a number, a comma, and digits where a name has to stand.
    private static string? CommaNumberAt(ReadOnlySpan<byte> line, int at)
    {
        var isComma = at >= 2 && at < line.Length && line[at - 1] == ',';
        if (!isComma || !char.IsAsciiDigit((char)line[at]) || !char.IsAsciiDigit((char)line[at - 2]))
            return null;
        var (first, end) = (at - 2, at);
        while (first > 0 && (char.IsAsciiDigit((char)line[first - 1]) || line[first - 1] == '-'))
            first--;
        while (end < line.Length && char.IsAsciiDigit((char)line[end]))
            end++;
        return Encoding.ASCII.GetString(line[first..end]);
    }

    private static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> text, int number)
    {
        for (; number > 0; number--)
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }

    private static string PlaceOf(ReadOnlySpan<byte> text, int at)
    {
        var before = text[..at];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {before.Count((byte)'\n') + 1}, byte {at - before.LastIndexOf((byte)'\n')}"
        );
    }
}
