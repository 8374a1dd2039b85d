using System.Text.Json;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Output;

/// <summary>The JSON of a kind is that of its newest period, in whatever order reports are made.</summary>
public sealed class ReportFilesTests
{
    private readonly ReportCalendar _calendar = new(SessionCalendar.Cme());
    private TemporaryFolder _folder = null!;

    private string Json => _folder.File("performance/daily_performance.json");

    [SetUp]
    public void MakeTrades()
    {
        _folder = new();
        MadeUpTrades.Write(_folder.File("trades.db"), 2, new(2026, 6, 23), new(2026, 6, 24));
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void An_older_day_has_its_page_and_leaves_the_json_of_the_newer()
    {
        Write(new(2026, 6, 24));
        Write(new(2026, 6, 23));
        Assert.That(DateIn(Json), Is.EqualTo("2026-06-24"));
        Assert.That(File.Exists(_folder.File("performance/daily_2026-06-23.html")));
        Write(new(2026, 6, 25));
        Assert.That(DateIn(Json), Is.EqualTo("2026-06-25"));
    }

    [Test]
    public void The_same_day_is_written_anew()
    {
        Write(new(2026, 6, 24));
        var whole = File.ReadAllText(Json);
        File.WriteAllText(Json, """{"last_trade_date":"2026-06-24"}""");
        Write(new(2026, 6, 24));
        Assert.That(File.ReadAllText(Json), Is.EqualTo(whole));
    }

    [TestCase("")]
    [TestCase("{\"last_trade_date\":")]
    [TestCase("[]")]
    [TestCase("{\"last_trade_date\":9}")]
    public void What_is_no_report_is_written_over(string text)
    {
        Directory.CreateDirectory(_folder.File("performance"));
        File.WriteAllText(Json, text);
        Write(new(2026, 6, 23));
        Assert.That(DateIn(Json), Is.EqualTo("2026-06-23"));
    }

    private void Write(DateOnly date)
    {
        var period = _calendar.Of(ReportKind.Day, date);
        var options = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
        var report = ReportMaker.Make(new ReportRequest(_folder.File("trades.db"), options, period, period.EndsAt), CancellationToken.None);
        ReportFiles.Write(_folder.File("performance"), period, report);
    }

    private static string? DateIn(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.GetProperty("last_trade_date").GetString();
    }
}
