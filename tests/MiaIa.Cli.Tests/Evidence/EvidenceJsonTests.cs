using System.Text.Json;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Tests;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>With --json a command over recordings prints one document, and what a person reads meanwhile stands on the other output.</summary>
public sealed class EvidenceJsonTests
{
    private MadeUpDays _days = null!;
    private PlannedDays _planned = null!;

    [OneTimeSetUp]
    public void MakeDays()
    {
        _days = new MadeUpDays(20, "SYNTHETIC-ESZ26_FUT_CME", [new(2026, 11, 16), new(2026, 11, 17)]);
        _planned = new PlannedDays(2, 5);
    }

    [OneTimeTearDown]
    public void RemoveDays()
    {
        _days.Dispose();
        _planned.Dispose();
    }

    [Test]
    public async Task A_backtest_prints_what_it_has_written()
    {
        var folder = Path.Combine(_days.Root, "out");
        var (code, json, error) = await RunAsync(["backtest", .. Asked("2026-11-16"), "--out", folder, "--workers", "1"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        var written = await File.ReadAllTextAsync(Path.Combine(folder, BacktestResults.FileName));
        Assert.That(JsonElement.DeepEquals(json, JsonDocument.Parse(written).RootElement), Is.True);
        Assert.That(json.GetProperty("days").GetArrayLength(), Is.EqualTo(2));
        Assert.That(error, Does.Contain("2 of 2 shards are done.").And.Contain("2 trading days of ES were played"));
    }

    [Test]
    public async Task Lookahead_prints_every_cut_with_its_verdict()
    {
        var (code, json, error) = await RunAsync(["lookahead", .. Asked("2026-11-16"), "--cuts", "2"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That(json.GetProperty("noLookahead").GetBoolean(), Is.True);
        var cuts = json.GetProperty("cuts").EnumerateArray().ToArray();
        Assert.That(
            cuts.Select(cut => cut.GetProperty("date").GetString()),
            Is.EqualTo(["2026-11-16", "2026-11-16", "2026-11-17", "2026-11-17"])
        );
        Assert.That(cuts.Select(cut => cut.GetProperty("verdict").GetString()), Is.All.EqualTo("noLookahead"));
        Assert.That(cuts.Select(cut => cut.GetProperty("seconds").GetInt64()), Is.All.Positive);
        Assert.That(error, Does.Contain("2026-11-17 cut at "));
    }

    [Test]
    public async Task A_warm_up_that_is_too_short_is_a_document_with_what_differs_and_ends_with_1()
    {
        var (code, json, error) = await RunAsync(["warmup", .. Asked("2026-11-17"), "--warm-up", "0", "--more", "1"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault), error);
        Assert.That(json.GetProperty("isEnough").GetBoolean(), Is.False);
        var day = json.GetProperty("days").EnumerateArray().Single();
        Assert.That(day.GetProperty("date").GetString(), Is.EqualTo("2026-11-17"));
        Assert.That((day.GetProperty("warmUpDays").GetInt32(), day.GetProperty("moreDays").GetInt32()), Is.EqualTo((0, 1)));
        var first = day.GetProperty("differences")[0];
        Assert.That(first.GetProperty("rows").GetInt64(), Is.Positive);
        Assert.That(error, Does.Contain("TOO SHORT").And.Contain(first.GetProperty("column").GetString()!));
    }

    [Test]
    public async Task A_shard_prints_how_each_of_its_task_ended()
    {
        var folder = _planned.Folder("shard");
        await RunAsync(["shard", folder.PlanPath, "0", "--json"]);
        var (code, json, error) = await RunAsync(["shard", folder.PlanPath, "0", "--group", "2", "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That(json.GetProperty("task").GetInt32(), Is.Zero);
        Assert.That(
            json.GetProperty("shards")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("unit").GetString()} {one.GetProperty("ending").GetString()}"),
            Is.EqualTo(["ES-2026-11-16 alreadyThere", "ES-2026-11-17 made"])
        );
        Assert.That(error, Does.Contain("ES-2026-11-16: was there"));
    }

    [Test]
    public async Task A_shard_that_another_try_may_help_is_a_document_too_and_ends_with_1()
    {
        using var own = new PlannedDays(1, 2);
        var folder = own.Folder("lost");
        File.Delete(folder.Plan.Shards[0].Inputs[1].Path);
        var (code, json, _) = await RunAsync(["shard", folder.PlanPath, "0", "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(json.GetProperty("shards")[0].GetProperty("ending").GetString(), Is.EqualTo("tryAgain"));

        (code, json, _) = await RunAsync(["shards", folder.PlanPath, "--workers", "1", "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(json.GetProperty("isWhole").GetBoolean(), Is.False);
        Assert.That(json.GetProperty("notDone")[0].GetProperty("message").GetString(), Does.Contain("by the same path"));
    }

    [Test]
    public async Task Shards_print_how_the_plan_stands()
    {
        var (code, json, error) = await RunAsync(["shards", _planned.Folder("shards").PlanPath, "--workers", "1", "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error);
        Assert.That((json.GetProperty("total").GetInt32(), json.GetProperty("notDone").GetArrayLength()), Is.EqualTo((2, 0)));
        Assert.That((json.GetProperty("isWhole").GetBoolean(), json.GetProperty("isElsewhere").GetBoolean()), Is.EqualTo((true, false)));
        Assert.That(error, Does.Contain("2 of 2 shards are done."));
    }

    [Test]
    public async Task A_worker_has_an_output_of_its_own()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(["shard", "plan.json", "--worker", "--json"], output, error);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error.ToString(), Does.Contain("--worker answers the program that has started it"));
    }

    private string[] Asked(string from) => ["--data", _days.Data, "--from", from, "--to", "2026-11-17", "--json"];

    private static async Task<(int Code, JsonElement Output, string Error)> RunAsync(string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, output, error);
        Assert.That(output.ToString(), Is.Not.Empty, error.ToString());
        return (code, JsonDocument.Parse(output.ToString()).RootElement, error.ToString());
    }
}
