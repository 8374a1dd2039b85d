using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>The study's French for what bridge, engine and link say of each other: its table is held to the sources that say it.</summary>
public sealed partial class LinkWordsTests
{
    private const string Table = "sierra-study/MiaIaWordsOfLink.h";

    private static readonly string[] OfBridge =
    [
        "bridge/MiaIa.Bridge/Starting/EngineStarter.cs",
        "bridge/MiaIa.Bridge/Relay/HelloHandler.cs",
        "bridge/MiaIa.Bridge/Relay/RelayCore.cs",
        "bridge/MiaIa.Bridge/Relay/DownstreamRelay.cs",
        "bridge/MiaIa.Bridge/Wire/FrameFaultText.cs",
    ];

    private static readonly string[] OfOthers =
    [
        "bridge/MiaIa.Bridge/Link/CallEnd.cs",
        "engine/MiaIa.Engine.Runtime/Sessions/HelloRules.cs",
        "engine/MiaIa.Engine.Runtime/Sessions/ModeRules.cs",
        "sierra-study/MiaIaCredential.h",
        "sierra-study/MiaIaEndpoint.h",
        "sierra-study/MiaIaInstance.h",
        "sierra-study/MiaIaSession.h",
        "sierra-study/MiaIaSessionState.h",
        "sierra-study/MiaIaTcp.h",
        "sierra-study/MiaIaZmtp.h",
        "sierra-study/MiaIaZmtpWire.h",
    ];

    [Test]
    public void Every_sentence_of_the_bridge_to_a_trader_has_its_French()
    {
        var known = Forms().Select(WithPlaces).ToHashSet(StringComparer.Ordinal);
        var said = OfBridge.SelectMany(SaidIn).Distinct().ToArray();
        Assert.That(said, Has.Length.GreaterThan(25));
        Assert.That(said.Where(text => !known.Contains(text)), Is.Empty);
    }

    [Test]
    public void No_French_is_left_of_what_nobody_says()
    {
        var said = OfBridge.Concat(OfOthers).SelectMany(SaidIn).ToHashSet(StringComparer.Ordinal);
        Assert.That(Forms().Select(WithPlaces).Where(text => !said.Contains(text)), Is.Empty);
    }

    private static IEnumerable<string> Forms() => Form().Matches(SourceTree.Read(Table)).Select(form => form.Groups[1].Value);

    // A literal that a plus goes on with is one text; what is one word is no sentence.
    private static IEnumerable<string> SaidIn(string path) =>
        Literal()
            .Matches(Joined().Replace(WithPlaces(Comment().Replace(SourceTree.Read(path), "")), ""))
            .Select(literal => literal.Groups[1].Value)
            .Where(text => Word().Count(text) > 1);

    // One sign for every value, whichever language it is in; a value of C# may have a literal within.
    private static string WithPlaces(string text) => Place().Replace(text, "…");

    [GeneratedRegex("""^ {4}\{"((?:[^"\\]|\\.)+)",\s+"(?:[^"\\]|\\.)+"\},$""", RegexOptions.Multiline)]
    private static partial Regex Form();

    [GeneratedRegex("^ *//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("""(?<!\\)"\s*\+?\s*\$?"(?=[^")])""")]
    private static partial Regex Joined();

    [GeneratedRegex("""(?<!\\)"((?:[^"\\\n]|\\.)+)"(?!:)""")]
    private static partial Regex Literal();

    [GeneratedRegex("""0x%02X|\{(?:[^{}"\n]|"[^"\n]*")*\}|%[.0-9*]*[a-zA-Z]""")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b[a-zA-Z]{2,}\b")]
    private static partial Regex Word();
}
