using System.Globalization;
using System.Text.Json;
using MiaIa.Evidence.Queries;
using MiaIa.Hosting;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Evidence;

public sealed class SweepCommandTests
{
    private const string Plan = """
        design: grid
        trades_min: 1
        parameters:
          coverage_floor: 0.3
          tiers.weak: 0.05
          tiers.good: [0.10, 0.12]
          hold_ms: [750, 3000]
        """;

    private DirectoryInfo _folder = null!;

    [OneTimeSetUp]
    public void Make_a_day()
    {
        _folder = Directory.CreateTempSubdirectory("miaia-sweep-");
        SyntheticSession.Write(Directory.CreateDirectory(Place("data")).FullName, 5, 60);
        File.WriteAllText(Place("plan.yaml"), Plan);
        File.WriteAllText(Place("whole.yaml"), Plan);
    }

    [OneTimeTearDown]
    public void Remove_it() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_sweep_keeps_the_day_once_and_says_how_many_sets_it_tried()
    {
        var (code, first, _) = await Run("sweep", Place("plan.yaml"));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), first);
        Assert.That(first, Does.Contain("4 sets were tried on 1 day;").And.Contain("the best of 4 sets"));
        Assert.That(first, Does.Contain("SYNTHETIC").And.Contain("A Sharpe ratio needs two days"), "made up, and one day alone");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Place("out/sweep.json")));
        Assert.That(json.RootElement.GetProperty("setsTried").GetInt32(), Is.EqualTo(4));
        Assert.That(json.RootElement.GetProperty("label").GetString(), Is.EqualTo("SYNTHETIC"));
        Assert.That(await File.ReadAllTextAsync(Place("out/sweep.html")), Does.Contain("Sweep of 4 sets").And.Contain("SYNTHETIC"));
        var rows = Directory.GetDirectories(Place("out"), "rows", SearchOption.AllDirectories).Single();
        var kept = Path.Combine(rows, "tape.kept");
        var written = File.GetLastWriteTimeUtc(kept);
        await File.WriteAllTextAsync(Place("plan.yaml"), Plan + "\n  stop_ticks: 6\n");
        Assert.That((await Run("sweep", Place("plan.yaml"))).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(File.GetLastWriteTimeUtc(kept), Is.EqualTo(written), "other parameters use the same readings");
    }

    [Test]
    public async Task What_every_set_earned_on_every_day_is_asked_for_with_SQL()
    {
        var plan = Plan.Replace("design", "select: profit\ndesign", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Place("days.yaml"), plan);
        var (code, output, error) = await RunIn("days", ["sweep", Place("days.yaml")]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That(output, Does.Contain("sweep_days.parquet"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Place("days/sweep.json")));
        using var query = EvidenceQuery.Open(Place("days"));
        foreach (var (list, exact) in new[] { ("sets", 0), ("winners", 1) })
        {
            var told = json
                .RootElement.GetProperty(list)
                .EnumerateArray()
                .Select(one => exact == 1 ? one.GetProperty("result") : one)
                .ToDictionary(one => one.GetProperty("set").GetInt64(), one => one.GetProperty("cents").GetInt64());
            var found = new Dictionary<long, long>();
            query.Run(
                $"SELECT \"set\", sum(cents)::BIGINT FROM sweep_days WHERE exact = {exact} GROUP BY 1",
                _ => { },
                row =>
                    found.Add(Convert.ToInt64(row[0], CultureInfo.InvariantCulture), Convert.ToInt64(row[1], CultureInfo.InvariantCulture)),
                CancellationToken.None
            );
            Assert.That(told, Is.Not.Empty);
            Assert.That(found.Where(one => told.ContainsKey(one.Key)), Is.EquivalentTo(told), list);
            Assert.That(found, Has.Count.EqualTo(exact == 1 ? told.Count : 4), "sets that may not be chosen are there, too");
        }
    }

    [Test]
    public async Task Days_that_are_left_out_are_in_the_result_and_on_the_page()
    {
        var data = Directory.CreateDirectory(Place("gaps")).FullName;
        foreach (var path in Directory.GetFiles(Place("data")))
            File.Copy(path, Path.Combine(data, Path.GetFileName(path)));
        var other = Path.Combine(data, "ESH27_FUT_CME.scid");
        await File.WriteAllTextAsync(other, "");
        var (code, output, error) = await RunOver("gaps", "gap-out", ["sweep", Place("whole.yaml"), "--warm-up", "0"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Place("gap-out/sweep.json")));
        var note = json.RootElement.GetProperty("recordings");
        Assert.That(note.GetProperty("leftOut")[0].GetProperty("why").GetString(), Does.Contain("ESH27_FUT_CME.scid: cannot be read"));
        Assert.That(note.GetProperty("wholeDays").GetInt32(), Is.Zero);
        var page = await File.ReadAllTextAsync(Place("gap-out/sweep.html"));
        foreach (var text in new[] { output, page })
        {
            Assert.That(text, Does.Contain("Tried on 1 day, 2026-11-16 to 2026-11-16. Left out: ESH27_FUT_CME.scid: cannot be read"));
            Assert.That(text, Does.Contain("a fragment was recorded").And.Contain("2026-11-16 1.0 of 23.0 hours"));
            Assert.That(text, Does.Contain("(--warm-up 0)").And.Contain("there was no option table"));
        }

        Assert.That(page, Does.Contain("not measured").And.Contain("Not measured where there is too little"));
        Assert.That(output, Does.Contain("no feature was measured: a day needs 10 moments").And.Not.Contain("told apart from chance"));
    }

    [Test]
    public async Task Constants_of_features_are_parameters_like_any_other()
    {
        await File.WriteAllTextAsync(
            Place("constants.yaml"),
            Plan + "\n  features.SlopeFloorTicks: [2, 7]\n  features.BookDepthLevels: [1, 5]\n"
        );
        var (code, output, error) = await RunIn("constants", ["sweep", Place("constants.yaml"), "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That(error, Does.Contain("4 combinations of constants of features: what they touch is made for each, in 3 turns"));
        using var json = JsonDocument.Parse(output);
        Assert.That(json.RootElement.GetProperty("setsTried").GetInt32(), Is.EqualTo(16));
        Assert.That(Directory.GetFiles(Place("constants/kept"), "plan*.json"), Has.Length.EqualTo(3));
        Assert.That(Directory.GetDirectories(Place("constants/kept/units"), "kept-*"), Has.Length.EqualTo(4));
        // One of its sets alone, by its own readings: they are there.
        (code, output, error) = await RunIn(
            "constants",
            ["surrogate", "--plan", Place("constants.yaml"), "--set", "6", "--surrogates", "19"]
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That(output, Does.Contain("1 of 1 shard is done."));
        Assert.That(Directory.GetDirectories(Place("constants/kept/units"), "kept-*"), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task Kept_readings_and_tried_blocks_with_other_bytes_are_made_anew_and_change_nothing()
    {
        var (code, _, error) = await RunIn("damaged", ["sweep", Place("whole.yaml")]);
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        var results = await File.ReadAllBytesAsync(Place("damaged/sweep.json"));
        var made = Directory
            .GetFiles(Place("damaged"), "*", SearchOption.AllDirectories)
            .Where(path => path.Contains("units", StringComparison.Ordinal) && !path.EndsWith("unit.json", StringComparison.Ordinal))
            .ToDictionary(path => path, File.ReadAllBytes);
        foreach (var (path, bytes) in made)
        {
            byte[] changed = [.. bytes];
            changed[changed.Length / 2] ^= 0x10;
            await File.WriteAllBytesAsync(path, changed);
        }

        var (again, output, wrong) = await RunIn("damaged", ["sweep", Place("whole.yaml")]);
        Assert.That((again, wrong), Is.EqualTo((ExitCodes.Ok, "")), output);
        Assert.That(output, Does.Contain("is not what unit.json says of it, so the shard is done anew"));
        Assert.That(await File.ReadAllBytesAsync(Place("damaged/sweep.json")), Is.EqualTo(results));
        foreach (var (path, bytes) in made)
            Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(bytes), path);
    }

    [Test]
    public async Task Json_is_one_document_on_the_standard_output()
    {
        var (code, output, error) = await Run("surrogate", "--surrogates", "19", "--json");
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        using var json = JsonDocument.Parse(output);
        Assert.That(json.RootElement[0].GetProperty("label").GetString(), Is.EqualTo("SYNTHETIC"));
        Assert.That(
            json.RootElement.EnumerateArray().Select(one => one.GetProperty("kind").GetString()),
            Is.EqualTo(["signs", "days", "minutes"])
        );
    }

    [Test]
    public async Task A_walk_forward_over_too_few_days_says_so()
    {
        var (code, _, error) = await Run("walk-forward", Place("plan.yaml"));
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("fewer than the 26"));
    }

    [TestCase("sweep", "sets: 3", "the grid has more than the 3 sets")]
    [TestCase("sweep", "  end_margin: {from: 0.01, to: 0.02}", "a range without a step")]
    [TestCase("sweep", "  tiers.good: 0.99", "the plan gives no set that can be")]
    [TestCase("walk-forward", "train_days: 2", "fewer than the 8")]
    [TestCase("surrogate", "", "the plan has 4 sets, and no set 99")]
    public async Task A_plan_that_cannot_be_tried_is_refused_before_any_day_is_played(string command, string line, string what)
    {
        var plan = Place("refused.yaml");
        var named = line.TrimStart().Split(':')[0];
        var kept = Plan.Split('\n').Where(other => named.Length == 0 || !other.TrimStart().StartsWith(named, StringComparison.Ordinal));
        await File.WriteAllLinesAsync(plan, line.StartsWith(' ') ? [.. kept, line] : [line, .. kept]);
        string[] words = command == "surrogate" ? [command, "--plan", plan, "--set", "99"] : [command, plan];
        var (code, output, error) = await RunIn("refused", words);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings), output);
        Assert.That(error, Does.Contain(what));
        Assert.That(Directory.Exists(Place("refused")), Is.False, "nothing was begun");
    }

    [Test]
    public async Task What_no_process_could_hold_is_refused_before_any_day_is_played()
    {
        await File.WriteAllTextAsync(Place("many.yaml"), Plan.Replace("grid", "random\nsets: 60000", StringComparison.Ordinal));
        var (code, output, error) = await RunIn("many", ["sweep", Place("many.yaml"), "--sets-a-shard", "1"]);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings), output);
        Assert.That(
            error,
            Does.Contain("60000 sets on 1 day are 60000 shards of 1 set each, and a plan has 50000 at most: take more sets a shard")
        );
        Assert.That(Directory.Exists(Place("many")), Is.False, "nothing was begun");
    }

    [Test]
    public async Task What_is_wrong_with_a_plan_is_told_with_its_line()
    {
        await File.WriteAllTextAsync(Place("wrong.yaml"), "parameters:\n  stop_tick: 3\n");
        var (code, _, error) = await Run("sweep", Place("wrong.yaml"));
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("wrong.yaml: line 2: there is no parameter stop_tick"));
    }

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private Task<(int Code, string Output, string Error)> Run(params string[] words) => RunIn("out", words);

    private Task<(int Code, string Output, string Error)> RunIn(string folder, string[] words) => RunOver("data", folder, words);

    private async Task<(int Code, string Output, string Error)> RunOver(string data, string folder, string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] all =
        [
            .. words,
            "--data",
            Place(data),
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-16",
            "--out",
            Place(folder),
            "--workers",
            "1",
        ];
        return (await CommandLine.RunAsync(all, output, error), output.ToString(), error.ToString());
    }
}
