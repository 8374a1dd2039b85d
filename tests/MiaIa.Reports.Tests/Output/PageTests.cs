using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Output;

public sealed partial class PageTests
{
    private readonly TemporaryFolder _folder = new();
    private Report _report = null!;
    private ReportPeriod _period = null!;

    [OneTimeSetUp]
    public void Make()
    {
        var path = _folder.File("trades.db");
        MadeUpTrades.Write(path, 60, new(2026, 6, 23), new(2026, 6, 24));
        Database.Execute(path, "UPDATE signals SET mode = 'dry-run'");
        Database.Execute(path, "UPDATE orders SET reason = 'by <script>alert(1)</script> & \"me\"' WHERE reason = 'killed'");
        _period = new ReportCalendar(SessionCalendar.Cme()).Of(ReportKind.Weekend, new(2026, 6, 24));
        var options = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
        _report = ReportMaker.Make(new ReportRequest(path, options, _period, _period.EndsAt), CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_browser_without_a_network_shows_all_of_it_and_has_nothing_to_say()
    {
        var page = ReportFiles.Write(_folder.File("performance"), _period, _report);
        var (dom, said) = await OpenAsync(page);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dom, Does.Contain("Parity: not measured").And.Contain("Threshold card").And.Contain("The week that follows"));
            Assert.That(Regex.Count(dom, "<svg "), Is.GreaterThan(6));
            Assert.That(Regex.Count(dom, "<polyline "), Is.EqualTo(_report.Books.Count(book => book.Curve.Count > 1)));
            Assert.That(dom, Does.Not.Contain("<script"));
            Assert.That(dom, Does.Contain("by &lt;script&gt;alert(1)&lt;/script&gt; &amp; \"me\""));
            Assert.That(said, Does.Not.Contain("CONSOLE").And.Not.Contain("net::ERR"));
        }
    }

    [Test]
    public void Nothing_on_the_page_is_fetched_from_anywhere()
    {
        var html = ReportHtml.Of(_report);
        Assert.That(Links().Matches(html).Select(match => match.Value), Is.All.EqualTo("href=\"data:,\""));
        Assert.That(html, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void Beside_each_figure_stand_its_formula_its_sample_and_the_coin()
    {
        var html = ReportHtml.Of(_report);
        var all = _report.Books.Single(book => book.Book == "dry-run").All;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("ddof 1").And.Contain("√252").And.Contain("Wilson 95 %"));
            Assert.That(html, Does.Contain($"of {all.Trades} [").And.Contain($"{all.WinRate.Coin * 100:0.0} % (as well"));
        }
    }

    [TestCase("Formula")]
    [TestCase("Definition")]
    public void The_head_of_a_column_of_text_begins_where_the_text_does(string head) =>
        Assert.That(ReportHtml.Of(_report), Does.Contain($"<th scope=\"col\" class=\"text\">{head}</th>"));

    [TestCase("Trades that ended", "trades from flat to flat")]
    [TestCase("Fees", "Σ fees of the fills")]
    [TestCase("Slippage of [0-9]+ trades", "Σ of what the fills of a trade cost against the price")]
    [TestCase("Win rate", "trades with profit after fees")]
    public void A_figure_has_its_own_formula(string figure, string formula)
    {
        var html = System.Net.WebUtility.HtmlDecode(ReportHtml.Of(_report));
        var rows = Regex.Matches(html, $"<td>{figure}</td><td[^>]*>[^<]*</td><td class=\"text\">([^<]*)");
        Assert.That(rows, Has.Count.EqualTo(_report.Books.Count));
        Assert.That(rows.Select(row => row.Groups[1].Value), Is.All.StartsWith(formula));
    }

    [Test]
    public void The_json_has_the_names_of_the_seed_and_whole_cents()
    {
        ReportFiles.Write(_folder.File("performance"), _period, _report);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("performance/weekend_analysis_results.json")));
        var book = json.RootElement.GetProperty("books").EnumerateArray().Single(book => book.GetProperty("book").GetString() == "dry-run");
        var all = book.GetProperty("all");
        var own = _report.Books.Single(book => book.Book == "dry-run");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.GetProperty("profit_cents").GetInt64(), Is.EqualTo(own.All.ProfitCents));
            Assert.That(all.GetProperty("win_rate").GetProperty("count").GetInt64(), Is.EqualTo(own.All.Trades));
            Assert.That(all.GetProperty("win_rate").GetProperty("method").GetString(), Is.EqualTo("Wilson 95 %"));
            Assert.That(json.RootElement.GetProperty("kpis").GetArrayLength(), Is.EqualTo(6));
            Assert.That(json.RootElement.GetProperty("next_week").GetArrayLength(), Is.EqualTo(5));
            Assert.That(json.RootElement.GetProperty("formulas").GetProperty("sharpe").GetString(), Does.Contain("ddof 1"));
        }

        foreach (var element in Everything(json.RootElement).Where(e => e.Name.EndsWith("_cents", StringComparison.Ordinal)))
        {
            if (element.Value.ValueKind == JsonValueKind.Number)
                Assert.That(element.Value.TryGetInt64(out _), Is.True, $"{element.Name} is {element.Value}");
        }
    }

    [Test]
    public void A_reader_never_sees_half_a_file()
    {
        var path = _folder.File("half/file.json");
        AtomicFile.Write(path, "old");
        using (var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            AtomicFile.Write(path, "new");
            using var text = new StreamReader(reader);
            Assert.That(text.ReadToEnd(), Is.EqualTo("old"));
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(_folder.File("half")), Has.Length.EqualTo(1));
    }

    [GeneratedRegex("(?:href|src)=\"[^\"]*\"")]
    private static partial Regex Links();

    private static IEnumerable<JsonProperty> Everything(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Everything(property.Value).Prepend(property)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Everything),
            _ => [],
        };

    // Names resolve to nothing, and whatever asks for an address meets a port on which nobody listens.
    private async Task<(string Dom, string Said)> OpenAsync(string page)
    {
        using var browser = Process.Start(
            new ProcessStartInfo("chromium")
            {
                ArgumentList =
                {
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    $"--user-data-dir={_folder.File("profile")}",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    "--proxy-server=127.0.0.1:9",
                    "--enable-logging=stderr",
                    "--dump-dom",
                    new Uri(page).AbsoluteUri,
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (dom, said) = (browser.StandardOutput.ReadToEndAsync(), browser.StandardError.ReadToEndAsync());
        await browser.WaitForExitAsync();
        return (await dom, await said);
    }
}
