using System.Text.RegularExpressions;
using MiaIa.Alerts;
using MiaIa.Engine.Features;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Web.Tests;

/// <summary>The page's table of words.</summary>
public sealed partial class WordsTests
{
    // The frame's words, and each view's in its folder.
    private static readonly string Words = string.Join(
        '\n',
        Directory
            .EnumerateFiles(
                Path.Combine(Browser.Chromium.Root, "engine", "MiaIa.Engine.Web", "page", "src"),
                "words.ts",
                SearchOption.AllDirectories
            )
            .Select(File.ReadAllText)
    );

    [Test]
    public void Every_word_is_there_in_English_and_in_French_with_the_same_places()
    {
        var pairs = Pair().Matches(Words);
        Assert.That(pairs, Has.Count.GreaterThan(150));
        Assert.That(Regex.Count(Words, @"^ {2}\w+: \[", RegexOptions.Multiline), Is.EqualTo(pairs.Count), "a pair was not read");
        foreach (Match pair in pairs)
        {
            var (english, french) = (pair.Groups[2].Value, pair.Groups[3].Value);
            Assert.That(english.Trim(), Is.Not.Empty, pair.Groups[1].Value);
            Assert.That(Places(french), Is.EquivalentTo(Places(english)), pair.Groups[1].Value);
        }
    }

    [Test]
    public void No_view_takes_the_word_of_another()
    {
        var lists = Regex.Split(Words, @"^(?:export )?const \w+(?:: Pairs)? = \{", RegexOptions.Multiline)[1..];
        var pages = lists.Where(list => list.Contains("as const satisfies Pairs", StringComparison.Ordinal)).ToArray();
        Assert.That(pages, Has.Length.EqualTo(4));
        var twice = pages.SelectMany(list => Pair().Matches(list).Select(pair => pair.Groups[1].Value)).CountBy(name => name);
        Assert.That(twice.Where(name => name.Value > 1), Is.Empty);
    }

    [Test]
    public void Every_name_of_the_engine_has_words()
    {
        var known = Pair().Matches(Words).Select(pair => pair.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var names = FeatureNames
            .All.ToArray()
            .Concat(Enumerable.Range(0, GateNames.Count).Select(gate => GateNames.Of((Gate)gate)))
            .Concat(Enumerable.Range(0, RiskCodes.Count).Select(code => RiskCodes.NameOf((RiskCode)code)))
            .Concat(AlertKinds.All.Select(kind => kind.Name));
        Assert.That(names.Where(name => !known.Contains(name)), Is.Empty);
    }

    private static string[] Places(string text) => [.. Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("""^ {2}(\w+): \[\s*"([^"]*)",\s*"([^"]*)",?\s*\],$""", RegexOptions.Multiline)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
