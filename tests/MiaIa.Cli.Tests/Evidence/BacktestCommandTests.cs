using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MiaIa.Cli.Programs;
using MiaIa.Evidence.Tests;
using MiaIa.Hosting;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary><c>miaia data index</c>, <c>backtest</c>, <c>lookahead</c> and <c>warmup</c> from the command line.</summary>
public sealed class BacktestCommandTests
{
    private const ulong InterruptBit = 1 << 1;

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
    public async Task A_day_whose_file_has_other_bytes_by_now_is_played_anew_and_told()
    {
        var folder = Path.Combine(_days.Root, "damaged");
        string[] command = ["backtest", "--data", _days.Data, .. Asked, "--out", folder];
        Assert.That((await RunAsync([.. command, "--workers", "1"])).Code, Is.EqualTo(ExitCodes.Ok));
        var first = Written(folder);
        foreach (
            var (name, workers) in (ValueTuple<string, string>[])[("readings.parquet", "1"), ("trades.parquet", "2"), ("day.json", "1")]
        )
        {
            var path = Path.Combine(folder, "units", "ES-2026-11-16", name);
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
            var (code, output, error) = await RunAsync([.. command, "--workers", workers]);
            Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")), output);
            Assert.That(output, Does.Contain($"ES-2026-11-16: {name} is not what unit.json says of it, so the shard is done anew"));
            Assert.That(Written(folder), Is.EqualTo(first));
        }
    }

    [Test]
    public async Task What_cannot_be_read_is_told_beside_what_can()
    {
        var data = _days.Empty("with-a-bad-one");
        foreach (var path in Directory.GetFiles(_days.Data))
            File.Copy(path, Path.Combine(data, Path.GetFileName(path)));
        await File.WriteAllTextAsync(Path.Combine(data, "ESH27_FUT_CME.scid"), "");
        var (code, output, _) = await RunAsync(["data", "index", data]);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(output, Does.Contain("ESH27_FUT_CME.scid: cannot be read: ").And.Contain("2 of 2 days can be played"));
        var (playedCode, said, wrong) = await RunAsync([
            "backtest",
            "--data",
            data,
            .. Asked,
            "--out",
            Path.Combine(_days.Root, "beside"),
            "--workers",
            "1",
        ]);
        Assert.That(playedCode, Is.EqualTo(ExitCodes.Ok), wrong);
        Assert.That(said, Does.Contain("ESH27_FUT_CME.scid: cannot be read: ").And.Not.Contain("no recorded day was left out"));
        Assert.That(said, Does.Contain("a fragment was recorded").And.Contain("2026-11-16 0."));
    }

    [TestCase(1)]
    [TestCase(2)]
    [Platform("Linux")]
    public async Task Ctrl_C_loses_what_is_in_work_and_a_second_start_goes_on_to_the_same_bytes(int workers)
    {
        DateOnly[] dates = [.. Enumerable.Range(16, 5).Concat([23, 24, 25]).Select(day => new DateOnly(2026, 11, day))];
        using var days = new MadeUpDays(20, "SYNTHETIC-ESZ26_FUT_CME", dates);
        var (whole, stopped) = (Path.Combine(days.Root, "whole"), Path.Combine(days.Root, "stopped"));
        string[] command = ["backtest", "--data", days.Data, "--from", "2026-11-16", "--to", "2026-11-25", "--warm-up", "0"];
        Assert.That((await RunAsync([.. command, "--workers", "1", "--out", whole])).Code, Is.EqualTo(ExitCodes.Ok));

        await using var program = ChildProgram.Start(
            "miaia",
            Path.Combine(AppContext.BaseDirectory, "miaia.dll"),
            [.. command, "--workers", $"{workers}", "--out", stopped],
            _ => { },
            logPath: null
        );
        // The first day is done, and the whole week is still ahead.
        while (Done(stopped).Count == 0 && !program.Exited.IsCompleted)
            await Task.Delay(1);
        using (var kill = Process.Start("kill", [$"-{Interrupt}", $"{program.Id}"]))
            await kill.WaitForExitAsync();
        Assert.That(await program.Exited.WaitAsync(TimeSpan.FromMinutes(2)), Is.EqualTo(ExitCodes.Fault), program.LastLines());
        Assert.That(program.LastLines(), Does.Contain("Stopped on request; what is done stays done."));
        var done = Done(stopped);
        Assert.That(done, Has.Count.InRange(1, dates.Length - 1), "it was in the middle");

        Assert.That((await RunAsync([.. command, "--workers", "1", "--out", stopped])).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(done, Is.SubsetOf(Done(stopped)), "no day that was done is done again");
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

    [Test]
    public async Task A_file_that_steps_back_is_not_taken_for_look_ahead()
    {
        var data = Directory.CreateDirectory(Path.Combine(_days.Root, "stepping")).FullName;
        var files = SyntheticSession.Write(data, 5, 40);
        ScidRecord[] records;
        using (var scid = SierraFormats.Scid.Open(files.ScidPath))
            records = [.. scid.Records()];
        // Two stretches change places: what stands behind a cut is of before it.
        var (from, length) = (records.Length / 4, records.Length / 8);
        ScidRecord[] stepping =
        [
            .. records[..from],
            .. records[(from + (3 * length))..(from + (4 * length))],
            .. records[(from + length)..(from + (3 * length))],
            .. records[from..(from + length)],
            .. records[(from + (4 * length))..],
        ];
        using (var scid = SierraFormats.Scid.Create(files.ScidPath))
            scid.Append(stepping);
        var (code, output, error) = await RunAsync([
            "lookahead",
            "--data",
            data,
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-16",
            "--warm-up",
            "0",
            "--cuts",
            "3",
        ]);
        Assert.That(output, Does.Contain("NOT TOLD: its file steps back").And.Not.Contain("LOOK-AHEAD"), error);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault), "nobody has shown that there is none");
    }

    // The days that are done, and when each was.
    // What a shell starts in the background does not hear Ctrl-C, and neither does what that starts.
    private static string Interrupt =>
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (ulong.Parse(ignored["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0
            ? "TERM"
            : "INT";

    private static Dictionary<string, DateTime> Done(string folder)
    {
        var units = new DirectoryInfo(Path.Combine(folder, "units"));
        return units.Exists ? units.GetDirectories("ES-*").ToDictionary(day => day.Name, day => day.LastWriteTimeUtc) : [];
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
