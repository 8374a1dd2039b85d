using MiaIa.Cli.Programs;
using MiaIa.Evidence.Shards;
using MiaIa.Hosting;
using MiaIa.Tests.Slurm;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>A real Slurm with two nodes, one of which is lost in the middle, makes the bytes of one process.</summary>
public sealed class SlurmTests
{
    private const int Days = 8;

    private PlannedDays _days = null!;

    [OneTimeSetUp]
    public void MakeDays() => _days = new PlannedDays(Days, 40);

    [OneTimeTearDown]
    public void RemoveDays() => _days.Dispose();

    [Test]
    [Platform("Linux")]
    public async Task A_node_that_is_lost_in_the_middle_changes_no_byte()
    {
        var alone = _days.Folder("alone");
        Assert.That(await RunAsync("shards", alone.PlanPath, "--workers", "1"), Is.Zero);

        var folder = _days.Folder("slurm");
        await using var cluster = await SlurmCluster.StartAsync(Path.Combine(_days.Root, "cluster"));
        var said = new List<string>();
        await using var carrier = Carrier(cluster, said, ["shards", folder.PlanPath]);
        await CutInTheMiddleAsync(cluster, folder, carrier);

        Assert.That(await carrier.Exited.WaitAsync(TimeSpan.FromMinutes(4)), Is.EqualTo(ExitCodes.Ok), carrier.LastLines());
        Assert.That(PlannedDays.Bytes(folder), Is.EqualTo(PlannedDays.Bytes(alone)).AsCollection);
        Assert.That(said, Has.Some.EqualTo($"{Days} of {Days} shards are done."));
        await AssertRequeuedAsync(cluster, said, Days);
    }

    [Test]
    [Platform("Linux")]
    public async Task So_does_a_sweep_whose_shards_are_a_day_and_a_block_of_sets()
    {
        const int Shards = 8;
        using var days = new SweepDays(2, 40, 160, "features.SlopeFloorTicks: [2, 7]");
        string[] more = ["--exact", "--sets-a-shard", "40"];
        Assert.That(await RunAsync(days.Line("sweep", "alone", [.. more, "--workers", "1"])), Is.Zero);
        // The readings are made by the test above; here they are there.
        CopyFolder(Path.Combine(days.Out("alone"), "kept"), Path.Combine(days.Out("slurm"), "kept"));

        await using var cluster = await SlurmCluster.StartAsync(Path.Combine(days.Root, "cluster"));
        var said = new List<string>();
        await using var carrier = Carrier(cluster, said, days.Line("sweep", "slurm", more));
        var plan = Path.Combine(days.Out("slurm"), "played", "plan.json");
        await SlurmCluster.WaitAsync("the plan of sets", () => Task.FromResult(File.Exists(plan) || carrier.Exited.IsCompleted));
        Assert.That(File.Exists(plan), carrier.LastLines());
        await CutInTheMiddleAsync(cluster, PlanFolder.Open(plan), carrier);

        Assert.That(await carrier.Exited.WaitAsync(TimeSpan.FromMinutes(4)), Is.EqualTo(ExitCodes.Ok), carrier.LastLines());
        Assert.That(days.Units("slurm", "played"), Is.EqualTo(days.Units("alone", "played")).AsCollection);
        Assert.That(days.Result("slurm", "sweep"), Is.EqualTo(days.Result("alone", "sweep")));
        await AssertRequeuedAsync(cluster, said, Shards);
    }

    // Waits until the second node is in the middle of a shard, another one being done, and takes the node away.
    private static async Task CutInTheMiddleAsync(SlurmCluster cluster, PlanFolder folder, ChildProgram carrier)
    {
        var cut = -1;
        await SlurmCluster.WaitAsync(
            "a task in the middle of its work on the second node, after another one was done",
            async () =>
            {
                // The unit's own folder begins with its name; it is there while the unit is being made. On a fast machine that is not for long.
                if (folder.Missing().Count == folder.Plan.Shards.Count || !cluster.TasksOn("n2").Any(task => IsHalfDone(folder, task.Task)))
                    return carrier.Exited.IsCompleted;
                await cluster.HoldAsync("n2", isHeld: true);
                foreach (var task in cluster.TasksOn("n2").Where(task => IsHalfDone(folder, task.Task)))
                    cut = task.Task;
                if (cut < 0)
                    await cluster.HoldAsync("n2", isHeld: false);
                return cut >= 0 || carrier.Exited.IsCompleted;
            }
        );
        Assert.That(cut, Is.GreaterThanOrEqualTo(0), carrier.LastLines());
        await cluster.CutAsync("n2");
        Assert.That(folder.IsDone(folder.Plan.Shards[cut]), Is.False, "the node was lost in the middle of it");
    }

    private static async Task AssertRequeuedAsync(SlurmCluster cluster, List<string> said, int tasks)
    {
        // Slurm itself put the lost task on the other node: nothing was put before it a second time.
        var jobs = await cluster.AskAsync("scontrol", "--oneliner", "show", "job");
        var told = string.Join('\n', [.. said, .. jobs]);
        Assert.That(jobs, Has.Length.EqualTo(tasks), told);
        Assert.That(jobs.Count(job => job.Contains("Restarts=1", StringComparison.Ordinal)), Is.EqualTo(1), told);
    }

    private static ChildProgram Carrier(SlurmCluster cluster, List<string> said, string[] arguments) =>
        ChildProgram.Start(
            "miaia",
            Path.Combine(AppContext.BaseDirectory, "miaia.dll"),
            [.. arguments, "--on", "slurm", "--task-minutes", "0", "--poll-seconds", "1"],
            said.Add,
            logPath: null,
            environment: [("SLURM_CONF", cluster.ConfigurationPath)]
        );

    private static Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, TextWriter.Null, TextWriter.Null);

    private static void CopyFolder(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    private static bool IsHalfDone(PlanFolder folder, int index)
    {
        var unfinished = Path.Combine(folder.Units.Root, ".unfinished");
        return Directory.Exists(unfinished) && Directory.EnumerateDirectories(unfinished, folder.Plan.Shards[index].Unit + ".*").Any();
    }
}
