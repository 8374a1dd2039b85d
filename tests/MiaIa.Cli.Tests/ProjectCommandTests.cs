using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Replay.Tests;

namespace MiaIa.Cli.Tests;

public sealed class ProjectCommandTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-cli-project-");
    private string _journal = "";

    [OneTimeSetUp]
    public void MakeAJournal()
    {
        _journal = Directory.CreateDirectory(Path.Combine(_folder.FullName, "journal")).FullName;
        using var maker = new JournalMaker(_journal, EngineOptions.From(new EngineSettings()), MadeUpMorning.StartNanos);
        foreach (var e in MadeUpMorning.Events(1, 2_000))
            maker.Add(e);
    }

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_journal_is_projected_once_again_and_anew_to_its_end_and_reported()
    {
        var database = Path.Combine(_folder.FullName, "trades.db");
        var ends = new List<string>();
        foreach (var more in new[] { Array.Empty<string>(), [], ["--rebuild"] })
        {
            var (code, output, error) = await RunAsync(["project", "--journal", _journal, "--database", database, .. more]);
            Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
            ends.Add(output);
        }

        Assert.That(ends.Distinct().Single(), Does.Contain($"holds the journal up to byte {Length()} of segment 1"));
        var (exitCode, report, _) = await RunAsync(["report", "--database", database]);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            report,
            Does.Contain("trade date").And.Contain("alone").And.Contain("MAE").And.Contain($"byte {Length()} of segment 1")
        );
        // docs/paper.md: stop 8, target 16, one tick.
        Assert.That(report, Does.Match("ES +8 +16 +[0-9.]+% +37.4% ").And.Match("MES +8 +16 +[0-9.]+% +39.6% "));
    }

    [Test]
    public async Task The_report_of_a_day_is_a_page_and_json_made_from_database_and_journal()
    {
        var database = Path.Combine(_folder.FullName, "day.db");
        await RunAsync(["project", "--journal", _journal, "--database", database]);
        var performance = Path.Combine(_folder.FullName, "performance");
        string[] day = ["report", "--database", database, "--journal", _journal, "--day", "2023-06-29"];
        var (code, output, error) = await RunAsync([.. day, "--out", performance]);
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        // This journal has no end, and nothing was decided in it.
        Assert.That(output, Does.Contain("parity not measured").And.Contain("daily_2023-06-29.html"));
        Assert.That(
            File.ReadAllText(Path.Combine(performance, "daily_performance.json")),
            Does.Contain("\"first_trade_date\": \"2023-06-29\"")
        );

        var (_, json, _) = await RunAsync([.. day, "--json", "--month"]);
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        Assert.That(parsed.RootElement.GetProperty("kind").GetString(), Is.EqualTo("month"));
        Assert.That(Directory.GetFiles(performance), Has.Length.EqualTo(2), "JSON alone writes no file");
    }

    [TestCase("29.06.2023", ExitCodes.BadSettings, "yyyy-MM-dd")]
    [TestCase("2026-06-19", ExitCodes.BadSettings, "the next one is 2026-06-22")]
    // The calendar's last days are far ahead; once they are not, its end has to be moved anyway.
    [TestCase("2028-12-28", ExitCodes.BadSettings, "has not begun")]
    public async Task A_day_that_cannot_be_reported_is_named(string day, int expected, string said)
    {
        var database = Path.Combine(_folder.FullName, "none.db");
        await RunAsync(["project", "--journal", _journal, "--database", database]);
        var (code, _, error) = await RunAsync(["report", "--database", database, "--day", day]);
        Assert.That(code, Is.EqualTo(expected));
        Assert.That(error, Does.Contain(said));
    }

    [Test]
    public async Task A_file_that_is_no_projection_is_named()
    {
        var other = Path.Combine(_folder.FullName, "empty.db");
        await File.WriteAllBytesAsync(other, []);
        var (code, _, error) = await RunAsync(["report", "--database", other]);
        Assert.That((code, error), Is.EqualTo((ExitCodes.Fault, error)));
        Assert.That(error, Does.Contain("empty.db").And.Contain("miaia project"));
    }

    [Test]
    public async Task A_journal_that_is_not_there_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "nowhere");
        var (code, _, error) = await RunAsync(["project", "--journal", missing, "--database", Path.Combine(_folder.FullName, "x.db")]);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("there is no such folder"));
    }

    private long Length() => new FileInfo(Directory.GetFiles(_journal).Single()).Length;

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
