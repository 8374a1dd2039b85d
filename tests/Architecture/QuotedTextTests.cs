using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>
/// A trader searches the troubleshooting page for the words in front of him: what stands there as a message is one that the product says.
/// </summary>
public sealed partial class QuotedTextTests
{
    private const string Page = "docs/troubleshooting.md";

    // What a value may be called in the source, between two parts of its message.
    private const int ValueCharactersMax = 200;

    [Test]
    public void The_troubleshooting_page_quotes_only_what_the_product_says()
    {
        var sources = SourceTree
            .Files(".cs", ".h", ".cpp", ".ps1", ".cmd")
            .Where(path =>
                !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("sierra-study/tests/", StringComparison.Ordinal)
            )
            .Where(path => !path.StartsWith("sierra-study/host/", StringComparison.Ordinal))
            .Select(path => WithWholeTexts(SourceTree.Read(path)))
            .ToArray();
        var quotes = Quotes().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(quotes, Has.Length.GreaterThan(60), "messages in the first columns of the page");
            Assert.That(quotes.Where(quote => !sources.Any(Pattern(quote).IsMatch)), Is.Empty);
        });
    }

    [TestCase("a … of it", "say(\"a %d of it\")", true)]
    [TestCase("a … of it", "say($\"a {count} \"\n + \"of it\")", true)]
    [TestCase("a … of it", "say(\"a b of that\")", false)]
    [TestCase("of it …", "say(\"of that\")", false)]
    [TestCase("…% of it", "say(\"%d%% of it\")", true)]
    public void A_quote_is_found_whatever_the_value_between_its_parts(string quote, string source, bool isFound) =>
        Assert.That(Pattern(quote).IsMatch(WithWholeTexts(source)), Is.EqualTo(isFound));

    [Test]
    public void A_quote_without_words_is_refused() => Assert.That(() => Pattern("… …"), Throws.ArgumentException);

    private static IEnumerable<string> Quotes() =>
        from line in SourceTree.Read(Page).Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal)
        let cell = line.Split('|')[1]
        from Match match in Quoted().Matches(cell)
        select match.Groups[1].Value;

    private static Regex Pattern(string quote)
    {
        var parts = quote.Split('…', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Sum(part => part.Count(char.IsLetter)) < 3)
            throw new ArgumentException($"'{quote}' says too little to be searched for");
        return new Regex(string.Join($".{{0,{ValueCharactersMax}}}?", parts.Select(Regex.Escape)), RegexOptions.Singleline);
    }

    // A long text is written in pieces, and a per cent sign twice where a format is.
    private static string WithWholeTexts(string source) => Seam().Replace(source, "").Replace("%%", "%").Replace("\\\\", "\\");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"\\s*(?:\\+\\s*)?\\$?\"")]
    private static partial Regex Seam();
}
