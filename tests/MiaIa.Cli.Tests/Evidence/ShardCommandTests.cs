using System.Diagnostics;
using MiaIa.Cli.Programs;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>One shard by its number, a plan by worker processes, and exit codes that a scheduler can go by.</summary>
public sealed class ShardCommandTests
{
    private PlannedDays _days = null!;

    [OneTimeSetUp]
    public void MakeDays() => _days = new PlannedDays(3, 5);

    [OneTimeTearDown]
    public void RemoveDays() => _days.Dispose();

    [Test]
    public async Task Worker_processes_make_the_bytes_of_one_process()
    {
        var (alone, together) = (_days.Folder("alone"), _days.Folder("together"));
        Assert.That((await RunAsync("shards", alone.PlanPath, "--workers", "1")).Code, Is.EqualTo(ExitCodes.Ok));
        var run = await RunAsync("shards", together.PlanPath, "--workers", "2");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Ok), run.Error);
        Assert.That(run.Output, Does.Contain("0 of 3 done").And.Contain("3 of 3 shards are done."));
        Assert.That(PlannedDays.Bytes(together), Is.EqualTo(PlannedDays.Bytes(alone)).AsCollection);
    }

    [Test]
    public async Task A_shard_is_done_by_its_number_and_is_there_the_second_time()
    {
        var folder = _days.Folder("by-number");
        Assert.That((await RunAsync("shard", folder.PlanPath, "1")).Output, Does.EndWith(" 1 ES-2026-11-17: made" + Environment.NewLine));
        Assert.That(
            (await RunAsync("shard", folder.PlanPath, "1")).Output,
            Does.EndWith(" 1 ES-2026-11-17: was there" + Environment.NewLine)
        );
        Assert.That(folder.Missing(), Is.EqualTo([0, 2]));
    }

    [Test]
    public async Task A_shard_with_a_file_of_other_bytes_is_not_there_but_made_anew()
    {
        var folder = _days.Folder("other-bytes");
        Assert.That((await RunAsync("shard", folder.PlanPath, "1")).Code, Is.EqualTo(ExitCodes.Ok));
        var bytes = PlannedDays.Bytes(folder);
        var path = Path.Combine(folder.Units.FolderOf("ES-2026-11-17"), "readings.parquet");
        var changed = await File.ReadAllBytesAsync(path);
        changed[100] ^= 0x40;
        await File.WriteAllBytesAsync(path, changed);
        var again = await RunAsync("shard", folder.PlanPath, "1");
        Assert.That(again.Code, Is.EqualTo(ExitCodes.Ok), again.Error);
        Assert.That(again.Output, Does.Contain("ES-2026-11-17: made anew: readings.parquet was not what unit.json says of it"));
        Assert.That(PlannedDays.Bytes(folder), Is.EqualTo(bytes).AsCollection);
    }

    [Test]
    public async Task A_task_of_several_does_those_that_there_are()
    {
        var folder = _days.Folder("group");
        Assert.That((await RunAsync("shard", folder.PlanPath, "0", "--first", "1", "--group", "2")).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(folder.Missing(), Is.EqualTo([0, 1]));
        var beyond = await RunAsync("shard", folder.PlanPath, "2", "--group", "2");
        Assert.That(beyond.Code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(beyond.Error, Does.Contain("there is no task 2 of 2 each: the plan has 3 shards"));
    }

    [Test]
    public async Task The_number_may_stand_in_a_variable()
    {
        var folder = _days.Folder("variable");
        var (code, output) = await ProgramAsync(
            ["shard", folder.PlanPath, "--index-from", "JOB_COMPLETION_INDEX"],
            ("JOB_COMPLETION_INDEX", "2")
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(folder.Missing(), Is.EqualTo([0, 1]));
        (code, output) = await ProgramAsync(
            ["shard", folder.PlanPath, "--index-from", "JOB_COMPLETION_INDEX"],
            ("JOB_COMPLETION_INDEX", "two")
        );
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain("the variable JOB_COMPLETION_INDEX holds 'two'"));
    }

    [Test]
    public async Task What_may_pass_ends_with_1_and_what_does_not_with_2()
    {
        using var own = new PlannedDays(1, 2);
        var folder = own.Folder("codes");
        var path = folder.Plan.Shards[0].Inputs[1].Path;
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        var lost = await RunAsync("shard", folder.PlanPath, "0");
        Assert.That(lost.Code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(lost.Error, Does.Contain("another try may help").And.Contain("by the same path"));

        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var changed = await RunAsync("shard", folder.PlanPath, "0");
        Assert.That(changed.Code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(changed.Error, Does.Contain("cannot be done").And.Contain("another key here than in the plan"));
    }

    [TestCase]
    [TestCase("1", "--index-from", "X")]
    public async Task A_number_is_asked_for_once(params string[] more)
    {
        var run = await RunAsync(["shard", "plan.json", .. more]);
        Assert.That(run.Code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(run.Error, Does.Contain("say which"));
    }

    [Test]
    public async Task A_worker_that_is_killed_costs_its_own_shard_one_try()
    {
        var folder = _days.Folder("killed");
        var kills = 0;
        var carrier = new LocalCarrier(() => new WorkerProcess(Program, folder.PlanPath), 1, TimeProvider.System);
        using var watch = new CancellationTokenSource();
        var killing = Task.Run(async () =>
        {
            while (kills == 0 && !watch.IsCancellationRequested)
            {
                // Its command line names the plan of this test alone.
                foreach (
                    var worker in WorkersOf(folder.PlanPath).Where(_ => Directory.Exists(Path.Combine(folder.Units.Root, ".unfinished")))
                )
                {
                    worker.Kill();
                    kills++;
                }

                await Task.Delay(10);
            }
        });
        var result = await carrier.CarryAsync(folder, new Progress<CarryProgress>(), CancellationToken.None);
        await watch.CancelAsync();
        await killing;
        Assert.That(kills, Is.Positive);
        Assert.That(result.IsWhole, Is.True, string.Join('\n', result.NotDone));
    }

    [Test]
    public async Task A_worker_ends_when_the_one_who_started_it_is_gone()
    {
        var folder = _days.Folder("orphan");
        var start = new ProcessStartInfo(Program.File, [.. Program.Arguments, "shard", folder.PlanPath, "--worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var worker = Process.Start(start)!;
        await worker.StandardInput.WriteLineAsync("0");
        await worker.StandardInput.FlushAsync();
        worker.StandardInput.Close();
        await worker.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await worker.WaitForExitAsync();
        Assert.That(folder.Missing(), Has.Count.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void What_a_worker_says_comes_back_as_it_was()
    {
        var far = new WorkerLine(7, new WorkProgress(0.25, 12), null);
        var end = new WorkerLine(7, null, new ShardResult("day", ShardEnding.TryAgain, "a \"word\"\nof more"));
        Assert.That(WorkerLine.Parse(far.ToString()), Is.EqualTo(far));
        Assert.That(end.ToString(), Does.Not.Contain("\n"));
        Assert.That(WorkerLine.Parse(end.ToString()), Is.EqualTo(end));
        Assert.That(WorkerLine.Parse("Unhandled exception."), Is.Null);
        Assert.That(WorkerLine.Parse("{\"Index\":7"), Is.Null);
    }

    private static ProgramLine Program { get; } = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "miaia.dll")]);

    private static IEnumerable<Process> WorkersOf(string planPath) =>
        Process
            .GetProcesses()
            .Where(process =>
            {
                var line = Path.Combine("/proc", $"{process.Id}", "cmdline");
                try
                {
                    return File.ReadAllText(line).Contains(planPath, StringComparison.Ordinal);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return false;
                }
            });

    private static async Task<(int Code, string Output)> ProgramAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var said = new List<string>();
        var assembly = Path.Combine(AppContext.BaseDirectory, "miaia.dll");
        await using var program = ChildProgram.Start(
            "miaia",
            assembly,
            arguments,
            said.Add,
            null,
            environment: environment,
            onError: said.Add
        );
        return (await program.Exited, program.LastLines());
    }

    private static async Task<Said> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, output, error);
        return new Said(code, output.ToString(), error.ToString());
    }

    private sealed record Said(int Code, string Output, string Error);
}
