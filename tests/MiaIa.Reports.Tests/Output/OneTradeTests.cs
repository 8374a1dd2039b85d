using System.Net;
using System.Text.RegularExpressions;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Output;

/// <summary>The report of a period in which there was one of each.</summary>
public sealed partial class OneTradeTests
{
    [TestCase(ReportKind.Day)]
    [TestCase(ReportKind.Week)]
    [TestCase(ReportKind.Month)]
    public void Of_one_of_anything_it_does_not_speak_as_of_several(ReportKind kind)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("trades.db");
        var date = new DateOnly(2026, 6, 24);
        MadeUpTrades.Write(path, 1, date);
        var period = new ReportCalendar(SessionCalendar.Cme()).Of(kind, date);
        var request = new ReportRequest(
            path,
            new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0"),
            period,
            period.EndsAt
        );
        var report = ReportMaker.Make(request, CancellationToken.None);
        Assert.That(report.Books.Sum(book => book.All.Trades), Is.EqualTo(1));
        var text = Tag().Replace(WebUtility.HtmlDecode(ReportHtml.Of(report)), "|");
        Assert.That(Several().Matches(text).Select(one => one.Value), Is.Empty);
        Assert.That(text, Does.Match("Slippage of [01] trades?[|]").And.Contains("1 signal was born"));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"(?<![\d.,+−-])1 (?:[a-z]+ )?(?:days|trades|signals|seconds|minutes|records|chains|intents|ghosts|lots|contracts|weeks|times)\b"
    )]
    private static partial Regex Several();
}
