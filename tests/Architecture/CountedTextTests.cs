using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>What a trader reads says one day and two days: where a number stands before what it counts, the word goes by the number.</summary>
public sealed partial class CountedTextTests
{
    private static readonly string[] Read =
    [
        "engine/MiaIa.Reports/Content/",
        "engine/MiaIa.Reports/Output/",
        "engine/MiaIa.Engine.Host/Switches/",
        "engine/MiaIa.Evidence/Backtest/BacktestPreface.cs",
        "engine/MiaIa.Evidence/Sweeps/Output/",
        "tools/MiaIa.Cli/Engine/",
        "tools/MiaIa.Cli/Evidence/SweepText.cs",
    ];

    [Test]
    public void No_text_counts_several_of_what_may_be_one()
    {
        var paths = SourceTree.Files(".cs").Where(path => Read.Any(part => path.StartsWith(part, StringComparison.Ordinal))).ToArray();
        Assert.That(paths, Has.Length.GreaterThan(30));
        Assert.That(paths.SelectMany(path => SeveralIn(SourceTree.Read(path)).Select(text => $"{path}: {text}")), Is.Empty);
    }

    [TestCase("$\"{days.Length} days\"", "{days.Length} days")]
    [TestCase("$\"{x:+0} open orders are\"", "{x:+0} open orders")]
    [TestCase("$\"{Counted.Of(n, \"day\")} and {x} more\"", null)]
    [TestCase("$\"fewer than {SampleMin} trades, {held} of {ibkr.LinesLimit} lines\"", null)]
    public void A_plural_behind_a_number_is_found(string source, string? found) =>
        Assert.That(SeveralIn(source), Is.EqualTo(found is null ? [] : new[] { found }));

    // A bound that is a constant is never one.
    private static IEnumerable<string> SeveralIn(string source) =>
        Several().Matches(source).Select(match => match.Value).Where(text => !Bound().IsMatch(text));

    [GeneratedRegex(
        @"\{[^{}""]+\} (?:[a-z]+ )?(?:days|trades|signals|lots|records|minutes|seconds|bars|gaps|rows|files|orders|segments|sessions|windows|sets|chains|intents|contracts|times|lines|books)\b"
    )]
    private static partial Regex Several();

    [GeneratedRegex(@"(?:Max|Min|Limit)\}")]
    private static partial Regex Bound();
}
