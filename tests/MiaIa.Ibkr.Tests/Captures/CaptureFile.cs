using System.Globalization;
using System.Text.RegularExpressions;

namespace MiaIa.Ibkr.Tests.Captures;

/// <summary>The recorded messages, read from <c>tws-captures.md</c> among the recorded data.</summary>
internal static partial class CaptureFile
{
    private const string Name = "tws-captures.md";

    private static readonly Lazy<string?> Text = new(Find);

    /// <summary>All recorded frames of the server, in the order of the file.</summary>
    public static IReadOnlyList<Capture> All { get; } = Text.Value is null ? [] : [.. Captures(Text.Value)];

    /// <summary>One recorded frame by its number; ignores the test when there is no file.</summary>
    public static Capture Number(int number)
    {
        Require();
        return All.Single(capture => capture.Number == number);
    }

    /// <summary>The official client's request behind a label of the golden list, as bytes without length.</summary>
    public static byte[] Golden(string label)
    {
        Require();
        var block = Text.Value![Text.Value!.IndexOf("\n## 3.", StringComparison.Ordinal)..].Split("```")[1];
        var line = block.Split('\n').Single(line => line.Trim().StartsWith(label, StringComparison.Ordinal));
        return Capture.Bytes(GoldenRequest().Match(line).Value);
    }

    /// <summary>Every request of the golden lists of all clients, as text, beginning with the start of the session.</summary>
    public static IReadOnlyList<string> Requests()
    {
        Require();
        var golden = Text.Value![Text.Value!.IndexOf("\n## 3.", StringComparison.Ordinal)..];
        return
        [
            .. from block in golden.Split("```").Where((_, i) => i % 2 == 1)
            from line in block.Split('\n')
            where !line.StartsWith("HELLO", StringComparison.Ordinal)
            from Match match in OneRequest().Matches(line)
            select match.Value,
        ];
    }

    /// <summary>Ignores the test when the recorded messages are not there.</summary>
    public static void Require()
    {
        if (Text.Value is null)
            Assert.Ignore($"no data: {Name} is neither under MIAIA_DATA nor in a shared/data folder above the tests");
        Assert.That(All, Has.Count.GreaterThan(30), $"{Name} holds fewer messages than its last reader saw");
    }

    private static IEnumerable<Capture> Captures(string text) =>
        from Match match in CaptureBlock().Matches(text)
        select new Capture(
            int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture),
            match.Groups["payload"].Value
        );

    private static string? Find() => Recorded.TryFile(Name) is { } path ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;

    [GeneratedRegex(@"^### (?<number>\d+)\. \[[^\]]*sv (?<version>\d+)\][^\n]*\n```\n(?<payload>[^\n]*)\n```", RegexOptions.Multiline)]
    private static partial Regex CaptureBlock();

    // A request begins with its number behind white space and ends with the last bar before white space or the end.
    [GeneratedRegex(@"(?<=^|\s)\d+\|\S*(?:  \d{6}[CP]\d{8}\|\S*)?(?:1 day\|1 M\|\S*)?\|(?=\s|$)")]
    private static partial Regex OneRequest();

    [GeneratedRegex(@"\d+\|.*$")]
    private static partial Regex GoldenRequest();
}
