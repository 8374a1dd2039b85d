using System.Globalization;
using System.Text.RegularExpressions;

namespace MiaIa.GatewaySim.Faults;

/// <summary>
/// Reads scripts. A file is a YAML list, one step an item (<c>- 90s link-lost for 14s</c>), with comments after <c>#</c>; on a command line
/// steps are parted by semicolons. A step: when, what, perhaps an argument, perhaps <c>for</c> and a length. Times: <c>1h2m3.5s</c>, <c>250ms</c>.
/// </summary>
public static partial class FaultScript
{
    private static readonly Dictionary<string, FaultKind> Kinds = Enum.GetValues<FaultKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The names of all kinds, for help.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FaultScriptException">A line is no step; it names file, line and text.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<FaultStep> Read(string path)
    {
        var steps = new List<FaultStep>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            if (!text.StartsWith("- ", StringComparison.Ordinal))
                throw new FaultScriptException($"{path}, line {number}: \"{text}\" does not begin with \"- \"");
            steps.Add(Step(text[2..], $"{path}, line {number}"));
        }
        return steps;
    }

    /// <summary>Reads steps parted by semicolons.</summary>
    /// <param name="text">The steps; empty for none.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <exception cref="FaultScriptException">A part is no step; it names source and text.</exception>
    public static IReadOnlyList<FaultStep> Parse(string text, string source = "the script") =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Step(part, source))];

    private static FaultStep Step(string text, string source)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
            throw Wrong(source, text, "wants a time and a kind, like \"90s link-lost\"");
        var at = Duration(words[0]) ?? throw Wrong(source, text, $"\"{words[0]}\" is no time like 90s, 1m30s or 250ms");
        if (!Kinds.TryGetValue(words[1], out var kind))
            throw Wrong(source, text, $"\"{words[1]}\" is none of {string.Join(", ", Kinds.Keys)}");
        TimeSpan? length = null;
        var argumentWords = words[2..];
        if (argumentWords is [.. var before, "for", var lengthText])
        {
            length = Duration(lengthText) ?? throw Wrong(source, text, $"\"{lengthText}\" is no length like 90s, 1m30s or 250ms");
            argumentWords = before;
        }
        var argument = string.Join(' ', argumentWords);
        return Problem(kind, argument) is { } problem
            ? throw Wrong(source, text, problem)
            : new FaultStep(at, new Fault(kind, argument, length));
    }

    private static string? Problem(FaultKind kind, string argument) =>
        kind switch
        {
            FaultKind.HoldClientId when !int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
                "wants a client id, a whole number",
            FaultKind.Spot when Points(argument) is null => "wants a level in points, above 0",
            FaultKind.SlowModel when Duration(argument) is null => "wants how late, like 20s",
            FaultKind.Garbage when argument is not ("" or "length") => "takes \"length\" or nothing",
            FaultKind.Refuse when Refusal(argument) is null => "wants a code above 0, and perhaps class and last trading day",
            FaultKind.Vix when Number(argument) is null => "wants a number, or NaN",
            FaultKind.DefinitionsDown when argument is not ("" or "silent") => "takes \"silent\" or nothing",
            FaultKind.DefinitionsDown or FaultKind.Refuse or FaultKind.Vix => null,
            FaultKind.HoldClientId or FaultKind.Spot or FaultKind.SlowModel or FaultKind.Garbage or FaultKind.Freeze => null,
            _ when argument.Length > 0 => $"takes no argument; \"{argument}\" is one",
            _ => null,
        };

    /// <summary>Code and expiry of a refusal; null when it is none.</summary>
    internal static (int Code, string Expiry)? Refusal(string text)
    {
        var words = text.Split(' ', 2);
        return int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code > 0
            ? (code, words.Length > 1 ? words[1] : "")
            : null;
    }

    /// <summary>Any number; null when it is none.</summary>
    internal static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A level in points; null when it is none.</summary>
    internal static double? Points(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && points > 0 ? points : null;

    /// <summary>A length of time; null when it is none.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var match = DurationText().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        return TimeSpan.FromHours(Part("h"))
            + TimeSpan.FromMinutes(Part("m"))
            + TimeSpan.FromSeconds(Part("s"))
            + TimeSpan.FromMilliseconds(Part("ms"));

        double Part(string name) =>
            match.Groups[name].Success ? double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private static string NameOf(FaultKind kind) => WordStart().Replace(kind.ToString(), "-").ToLowerInvariant();

    private static FaultScriptException Wrong(string source, string text, string reason) => new($"{source}: \"{text}\": {reason}");

    [GeneratedRegex(@"^(?:(?<h>\d{1,4})h)?(?:(?<m>\d{1,5})m)?(?:(?<s>\d{1,7}(?:\.\d{1,6})?)s)?(?:(?<ms>\d{1,9})ms)?$")]
    private static partial Regex DurationText();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
