using System.Text.Json;
using MiaIa.Evidence.Tests;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary><c>miaia data index</c>, <c>backtest</c>, <c>lookahead</c> and <c>warmup</c> from the command line.</summary>
public sealed class BacktestCommandTests
{
    private static readonly DateOnly[] Dates = [new(2026, 11, 16), new(2026, 11, 17)];
    private static readonly string[] Asked = ["--from", "2026-11-16", "--to", "2026-11-17"];

    private MadeUpDays _days = null!;

    [OneTimeSetUp]
    public void Make_days() => _days = new MadeUpDays(20, "SYNTHETIC-ESZ26_FUT_CME", Dates);

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public async Task Plays_days_gathers_them_and_has_nothing_left_to_do_at_a_second_start()
    {
        var folder = Path.Combine(_days.Root, "out");
        string[] command = ["backtest", "--data", _days.Data, .. Asked, "--out", folder, "--workers", "1"];
        var (code, output, error) = await RunAsync(command);
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(output, Does.Contain("SYNTHETIC: made up").And.Contain("2 trading days of ES were played"));
        var first = Written(folder);
        Assert.That(first.Keys, Does.Contain("backtest.html").And.Contain("readings.parquet"));
        var made = Directory.GetLastWriteTimeUtc(Path.Combine(folder, "units", "ES-2026-11-16"));
        Assert.That((await RunAsync(command)).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            Directory.GetLastWriteTimeUtc(Path.Combine(folder, "units", "ES-2026-11-16")),
            Is.EqualTo(made),
            "the day was not made again"
        );
        Assert.That(Written(folder), Is.EqualTo(first));
    }

    [Test]
    public async Task Stopped_in_the_middle_it_goes_on_to_the_same_bytes()
    {
        var (whole, stopped) = (Path.Combine(_days.Root, "whole"), Path.Combine(_days.Root, "stopped"));
        string[] command = ["backtest", "--data", _days.Data, .. Asked, "--workers", "1", "--out"];
        Assert.That((await RunAsync([.. command, whole])).Code, Is.EqualTo(ExitCodes.Ok));
        using var stop = new CancellationTokenSource();
        var running = RunAsync([.. command, stopped], stop.Token);
        while (!Directory.Exists(Path.Combine(stopped, "units", "ES-2026-11-16")) && !running.IsCompleted)
            await Task.Delay(2);
        await stop.CancelAsync();
        var (endCode, _, endError) = await running;
        if (endCode != ExitCodes.Ok)
            Assert.That(endError, Does.Contain("Stopped"));
        Assert.That((await RunAsync([.. command, stopped])).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(Written(stopped), Is.EqualTo(Written(whole)));
    }

    [Test]
    public async Task Says_why_nothing_can_be_played()
    {
        var (code, _, error) = await RunAsync([
            "backtest",
            "--data",
            _days.Empty("nothing"),
            .. Asked,
            "--out",
            Path.Combine(_days.Root, "none"),
        ]);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings), error);
        Assert.That(error, Does.Contain("no trades of ES, MES, NQ or MNQ"));
        var (_, _, backwards) = await RunAsync([
            "backtest",
            "--data",
            _days.Data,
            "--from",
            "2026-11-17",
            "--to",
            "2026-11-16",
            "--out",
            Path.Combine(_days.Root, "none"),
        ]);
        Assert.That(backwards, Does.Contain("--from lies behind --to"));
    }

    [Test]
    public async Task The_index_is_one_JSON_document()
    {
        var (code, output, _) = await RunAsync(["data", "index", _days.Data, "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        using var json = JsonDocument.Parse(output);
        var days = json.RootElement.GetProperty("days");
        Assert.That(days.GetArrayLength(), Is.EqualTo(2));
        Assert.That(days[0].GetProperty("canBeUsed").GetBoolean(), Is.True);
        var (_, text, _) = await RunAsync(["data", "index", _days.Data]);
        Assert.That(text, Does.Contain("2 of 2 days can be played"));
    }

    [Test]
    public async Task No_look_ahead_ends_well_and_too_little_history_does_not()
    {
        var (aheadCode, ahead, _) = await RunAsync(["lookahead", "--data", _days.Data, .. Asked, "--cuts", "1"]);
        Assert.That(aheadCode, Is.EqualTo(ExitCodes.Ok), ahead);
        Assert.That(ahead, Does.Contain("no look-ahead").And.Not.Contain("LOOK-AHEAD"));
        var (warmCode, warm, _) = await RunAsync([
            "warmup",
            "--data",
            _days.Data,
            "--from",
            "2026-11-17",
            "--to",
            "2026-11-17",
            "--warm-up",
            "0",
            "--more",
            "1",
        ]);
        Assert.That((warmCode, warm.Contains("TOO SHORT", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Fault, true)));
    }

    private static SortedDictionary<string, string> Written(string folder) =>
        new(
            Directory
                .GetFiles(folder)
                .Where(path => !path.EndsWith("plan.json", StringComparison.Ordinal))
                .ToDictionary(
                    path => Path.GetFileName(path),
                    path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))
                ),
            StringComparer.Ordinal
        );

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, CancellationToken stop = default)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, output, error, stop);
        return (code, output.ToString(), error.ToString());
    }
}
