using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>The study's French for alerts is the page's: its table is in C++, so that only a look at the files holds them together.</summary>
public sealed partial class AlertWordsTests
{
    private const string Table = "sierra-study/MiaIaWordsOfAlerts.h";

    [Test]
    public void Every_alert_and_every_severity_has_its_French()
    {
        var known = Pairs(SourceTree.Read(Table)).Select(pair => pair.English).ToHashSet(StringComparer.Ordinal);
        var kinds = KindRow().Matches(SourceTree.Read("docs/operations/alerts.md")).Select(row => row.Groups[1].Value).ToArray();
        Assert.That(kinds, Has.Length.GreaterThan(15));
        string[] severities = ["INFORMATION", "WARNING", "ERROR", "CRITICAL"];
        Assert.That(kinds.Concat(severities).Where(name => !known.Contains(name)), Is.Empty);
    }

    [Test]
    public void A_sentence_of_an_alert_is_the_pages()
    {
        var source = SourceTree.Read(Table);
        var forms = Pairs(source[source.IndexOf("AlertForms[]", StringComparison.Ordinal)..]).ToArray();
        var page = Pairs(SourceTree.Read("engine/MiaIa.Engine.Web/page/src/words/sentences.ts")).ToHashSet();
        Assert.That(forms, Has.Length.GreaterThan(25));
        Assert.That(forms.Where(form => !page.Contains(form)), Is.Empty);
    }

    private static IEnumerable<(string English, string French)> Pairs(string source) =>
        Pair().Matches(source).Select(pair => (pair.Groups[1].Value, pair.Groups[2].Value));

    [GeneratedRegex("""[\[{]\s*"([^"]+)",\s*"([^"]+)",?\s*[\]}]""")]
    private static partial Regex Pair();

    [GeneratedRegex("^\\| `([a-z_]+)` \\([0-9]+\\) \\|", RegexOptions.Multiline)]
    private static partial Regex KindRow();
}
