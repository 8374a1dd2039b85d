using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>The signals that lie beside a sweep are those of a backtest with a set's settings. DuckDB compares the files; nothing of ours reads them.</summary>
public sealed class PlayedSignalsTests
{
    // Of a backtest: each signal with its end and its ghost at the lower bound.
    private const string OfBacktest = """
        SELECT s.segment, s.born_ns, s.direction, s.tier, s.score, s.coverage, s.reference_ticks, s.stop_ticks, s.target_ticks,
               e.observed_ns AS ended_ns, coalesce(e.end_cause, 'None') AS end_cause, g.opened_ns, g.closed_ns, g.ticks, g.profit_cents_1
        FROM read_parquet('{0}/signals.parquet') s
        LEFT JOIN read_parquet('{0}/signal_events.parquet') e ON e.signal_id = s.signal_id AND e.event = 'Ended'
        LEFT JOIN read_parquet('{0}/ghosts.parquet') g ON g.signal_id = s.signal_id AND g.rule = 'Through'
        """;

    private const string OfSet = """
        SELECT segment, born_ns, direction, tier, score, coverage, reference_ticks, stop_ticks, target_ticks,
               ended_ns, end_cause, opened_ns, closed_ns, ticks, profit_cents_1
        FROM read_parquet('{0}') WHERE "set" = {1}
        """;

    private const string Plan = """
        design: grid
        select: profit
        trades_min: 1
        winners: 2
        train_days: 2
        test_days: 1
        embargo_days: 0
        parameters:
          coverage_floor: 0.3
          tiers.weak: 0.05
          tiers.good: [0.09, 0.12]
          hold_ms: 750
          stop_ticks: [6, 9]
        """;

    private const string OfWeights = """
        design: latin
        sets: 6
        select: profit
        trades_min: 1
        winners: 2
        parameters:
          coverage_floor: 0.3
          tiers.good: {from: 0.09, to: 0.14}
          weights.order_book_imbalance: {from: 0.05, to: 0.9}
          weights.vwap_trend_signal: {from: 0.05, to: 0.5}
          stop_ticks: [8, 9]
          rearm_s: [5, 30]
          rearm_margin: [0.02, 0.05]
          time_to_live_s: [20, 60]
          end_margin: [0.01, 0.03]
          features.LargePrintLots: [20, 100]
        """;

    private SweepDays _days = null!;

    [OneTimeSetUp]
    public void Make_days()
    {
        _days = new SweepDays(3, 40, 4);
        File.WriteAllText(_days.PlanPath, Plan);
    }

    [OneTimeTearDown]
    public void Remove() => _days.Dispose();

    [Test]
    public async Task The_winners_have_the_signals_of_a_backtest_with_their_settings()
    {
        await RunAsync(_days.Line("sweep", "best", "--workers", "1"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_days.Out("best"), "sweep.json")));
        var winners = json.RootElement.GetProperty("winners").EnumerateArray().Select(one => one.GetProperty("result")).ToArray();
        Assert.That(winners, Has.Length.EqualTo(2));
        var signals = Path.Combine(_days.Out("best"), "sweep_signals.parquet");
        foreach (var winner in winners)
            await CompareAsync(signals, winner.GetProperty("set").GetInt32(), winner.GetProperty("births").GetInt32());
        Assert.That(One($"SELECT count(DISTINCT \"set\") FROM read_parquet('{signals}')"), Is.EqualTo(2), "and no other set");
        var asked = await RunAsync("query", "SELECT count(*) AS n FROM sweep_signals", "--data", _days.Out("best"), "--csv");
        Assert.That(asked.Trim().Split('\n')[^1].Trim(), Is.EqualTo(Text(One($"SELECT count(*) FROM read_parquet('{signals}')"))));
    }

    [Test]
    public async Task With_exact_so_has_every_set_among_its_shards_and_a_walk_forward_those_of_its_test_days()
    {
        await RunAsync(_days.Line("sweep", "every", "--workers", "1", "--exact", "--sets-a-shard", "3"));
        for (var set = 1; set <= 4; set++)
            await CompareAsync(Path.Combine(_days.Out("every"), "played", "units", "*", "signals.parquet"), set, null);

        // Blocks have the signals of other sets as well.
        var winners = Path.Combine(_days.Out("every"), "sweep_signals.parquet");
        Assert.That(One($"SELECT count(DISTINCT \"set\") FROM read_parquet('{winners}')"), Is.EqualTo(2));

        await RunAsync(_days.Line("walk-forward", "every", "--workers", "1"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_days.Out("every"), "walk-forward.json")));
        var window = json.RootElement.GetProperty("windows").EnumerateArray().Single();
        var set2 = window.GetProperty("set").GetInt32();
        var judged = Rows(OfSet, Path.Combine(_days.Out("every"), "walk_forward_signals.parquet"), set2);
        Assert.That(judged, Is.Not.Empty);
        Assert.That(judged, Is.EqualTo(Rows(OfBacktest + " WHERE s.segment = 20261118", await BacktestAsync(set2))));
    }

    [Test]
    public async Task A_backtest_with_the_settings_of_a_winner_has_its_very_signals()
    {
        // Weights are scaled, and the life of signals is set; what the sweep itself was given lies beneath.
        await File.WriteAllTextAsync(
            _days.Out("own.json"),
            """{ "Instruments": { "ES": { "HoldMs": 750, "StopTicks": 7, "Tiers": { "Weak": 0.05 } } } }"""
        );
        await File.WriteAllTextAsync(_days.Out("weights.yaml"), OfWeights);
        var line = _days.Line("sweep", "found", "--workers", "1", "--settings", _days.Out("own.json"));
        line[1] = _days.Out("weights.yaml");
        var told = await RunAsync(line);
        Assert.That(told, Does.Contain("for miaia backtest --settings: winner-1.settings.json there"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_days.Out("found"), "sweep.json")));
        var winners = json.RootElement.GetProperty("winners").EnumerateArray().ToArray();
        Assert.That(
            string.Join(' ', winners.Select(one => one.GetProperty("settings"))),
            Is.EqualTo("winner-1.settings.json winner-2.settings.json")
        );
        foreach (var winner in winners)
        {
            var settings = Path.Combine(_days.Out("found"), winner.GetProperty("settings").GetString()!);
            // What the plan names is said, also where it is as built in: it lies over what somebody has set.
            using var said = JsonDocument.Parse(
                await File.ReadAllTextAsync(settings),
                new() { CommentHandling = JsonCommentHandling.Skip }
            );
            var (es, parameters) = (
                said.RootElement.GetProperty("Instruments").GetProperty("ES"),
                winner.GetProperty("result").GetProperty("parameters")
            );
            Assert.That(es.GetProperty("StopTicks").GetInt32(), Is.EqualTo(parameters.GetProperty("stop_ticks").GetInt32()));
            Assert.That(
                es.GetProperty("Life").GetProperty("RearmSeconds").GetInt32(),
                Is.EqualTo(parameters.GetProperty("rearm_s").GetInt32())
            );
            var folder = settings + ".played";
            await RunAsync(_days.BacktestLine(folder, settings));
            Compare(
                Path.Combine(_days.Out("found"), "sweep_signals.parquet"),
                winner.GetProperty("result").GetProperty("set").GetInt32(),
                winner.GetProperty("result").GetProperty("births").GetInt32(),
                folder
            );
        }
    }

    private async Task CompareAsync(string signals, int set, int? births) => Compare(signals, set, births, await BacktestAsync(set));

    private static void Compare(string signals, int set, int? births, string backtest)
    {
        var expected = Rows(OfBacktest, backtest);
        Assert.That(
            expected.Count(row => !row.Contains("null", StringComparison.Ordinal)),
            Is.GreaterThan(3),
            "signals were born, and traded"
        );
        if (births is { } count)
            Assert.That(expected, Has.Count.EqualTo(count));
        Assert.That(Rows(OfSet, signals, set), Is.EqualTo(expected), $"set {set}");
        // What it says of prices goes with what it says of profit.
        Assert.That(
            One(
                $"""SELECT count(*) FROM read_parquet('{signals}') WHERE ticks <> (exit_ticks - entry_ticks) * (CASE direction WHEN 'long' THEN 1 ELSE -1 END)"""
            ),
            Is.Zero
        );
    }

    // The grid's last parameter changes fastest.
    private async Task<string> BacktestAsync(int set)
    {
        var folder = _days.Out($"backtest-{set}");
        if (Directory.Exists(folder))
            return folder;
        var settings = _days.Out($"settings-{set}.json");
        var (good, stop) = (set <= 2 ? "0.09" : "0.12", set % 2 == 1 ? 6 : 9);
        await File.WriteAllTextAsync(
            settings,
            $$"""
            { "CoverageFloor": 0.3, "Instruments": { "ES": { "HoldMs": 750, "StopTicks": {{stop}}, "Tiers": { "Weak": 0.05, "Good": {{good}} } } } }
            """
        );
        await RunAsync(_days.BacktestLine(folder, settings));
        return folder;
    }

    private static List<string> Rows(string sql, string from, int set = 0)
    {
        var rows = new List<string>();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql, from, set) + " ORDER BY 1, 2";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(
                string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : Text(reader.GetValue(i))))
            );
        }

        return rows;
    }

    private static long One(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.That(await CommandLine.RunAsync(arguments, output, error), Is.EqualTo(ExitCodes.Ok), $"{error}{output}");
        return output.ToString();
    }
}
