using System.Text.Json;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Replay.Tests;
using Microsoft.Data.Sqlite;

namespace MiaIa.Cli.Tests;

public sealed class ExportCommandTests
{
    // 2026-03-02 and 2026-03-03, 14:30 UTC.
    private const long First = 1_772_461_800_000_000_000;
    private const long Second = 1_772_548_200_000_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-cli-export-");
    private string _journal = "";
    private string _database = "";

    [OneTimeSetUp]
    public async Task MakeADatabase()
    {
        _journal = Directory.CreateDirectory(Path.Combine(_folder.FullName, "journal")).FullName;
        using (var maker = new JournalMaker(_journal, EngineOptions.From(new EngineSettings()), MadeUpMorning.StartNanos))
        {
            foreach (var e in MadeUpMorning.Events(1, 2_000))
                maker.Add(e);
        }

        _database = Path.Combine(_folder.FullName, "trades.db");
        Assert.That((await RunAsync("project", "--journal", _journal, "--database", _database)).ExitCode, Is.EqualTo(ExitCodes.Ok));
        await using var connection = new SqliteConnection($"Data Source={_database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO signals VALUES (900, 1, 0, 'ES', 'DryRun', 'a "b", c', 'ESZ26', 7, {First}, 'Long', 'Good', 0.31, 0.9, 27204, 27196, 27220, 1, 5000);
            INSERT INTO signals VALUES (900, 2, 0, 'ES', 'DryRun', '', 'ESZ26', 8, {Second}, 'Short', 'Weak', -0.2, 0.75, 27204, 27212, 27188, 0, 5000);
            INSERT INTO readings VALUES (900, 1, 0, 'vwap_trend_signal', 0.5, '', 0.15, 0.075);
            INSERT INTO readings VALUES (900, 1, 0, 'options_flow_bias', NULL, 'no chain', 0.1, 0);
            """;
        await command.ExecuteNonQueryAsync();
    }

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    [Test]
    public async Task Rows_are_CSV_with_a_head_and_quotes_where_they_are_needed()
    {
        var (code, output, error) = await RunAsync(
            "export",
            "signals",
            "--database",
            _database,
            "--from",
            "2026-03-02",
            "--to",
            "2026-03-03"
        );
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(
            output,
            Is.EqualTo(
                "segment,byte,seq,instrument,mode,label,contract,signal_id,born_ns,direction,tier,score,coverage,reference_ticks,stop_ticks,target_ticks,size_lots,time_to_live_us\r\n"
                    + $"900,1,0,ES,DryRun,\"a \"\"b\"\", c\",ESZ26,7,{First},Long,Good,0.31,0.9,27204,27196,27220,1,5000\r\n"
            )
        );
    }

    [Test]
    public async Task Rows_are_JSON_with_numbers_as_numbers_and_null_where_there_is_no_value()
    {
        var (code, output, _) = await RunAsync(
            "export",
            "readings",
            "--database",
            _database,
            "--json",
            "--from",
            "2026-03-02T14:30:00",
            "--to",
            "2026-03-02T14:30:01"
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        var rows = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("feature").GetString()!);
        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That(rows["vwap_trend_signal"].GetProperty("value").GetDouble(), Is.EqualTo(0.5));
        Assert.That(rows["vwap_trend_signal"].GetProperty("signal_id").GetInt64(), Is.EqualTo(7));
        Assert.That(rows["options_flow_bias"].GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Every_table_is_exported_to_a_file_that_is_whole(
        [ValueSource(typeof(ExportedTable), nameof(ExportedTable.Names))] string table
    )
    {
        var path = Path.Combine(_folder.FullName, table + ".json");
        var (code, output, error) = await RunAsync("export", table, "--database", _database, "--json", "--out", path);
        Assert.That((code, output, error), Is.EqualTo((ExitCodes.Ok, "", "")));
        Assert.That(JsonDocument.Parse(await File.ReadAllTextAsync(path)).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(File.Exists(path + ".tmp"), Is.False);
    }

    [Test]
    public async Task A_journal_is_exported_without_a_database_as_with_one()
    {
        var (code, output, error) = await RunAsync("export", "verdicts", "--journal", _journal);
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        var database = Path.Combine(_folder.FullName, "plain.db");
        await RunAsync("project", "--journal", _journal, "--database", database);
        Assert.That(output, Is.EqualTo((await RunAsync("export", "verdicts", "--database", database)).Output));
    }

    [TestCase("")]
    [TestCase("--json")]
    public async Task A_journal_of_other_settings_is_exported_with_a_warning(string format)
    {
        var journal = Directory.CreateDirectory(Path.Combine(_folder.FullName, "other" + format)).FullName;
        var options = EngineOptions.From(new EngineSettings());
        var other = options with { Account = options.Account with { LossCooldownSeconds = options.Account.LossCooldownSeconds + 1 } };
        using (var maker = new JournalMaker(journal, other, MadeUpMorning.StartNanos))
            maker.Add(MadeUpMorning.Events(1, 1).First());

        string[] arguments = ["export", "verdicts", "--journal", journal, .. format.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var (code, _, error) = await RunAsync(arguments);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(error, Does.Contain("segment 1 was decided with other settings than the given ones"));
    }

    [TestCase("export nothing --database x", "nothing")]
    [TestCase("export signals", "either --database or --journal")]
    [TestCase("export signals --journal x --from yesterday", "--from = 'yesterday'")]
    public async Task A_wrong_argument_is_named(string line, string words)
    {
        var (code, _, error) = await RunAsync(line.Split(' '));
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain(words));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
