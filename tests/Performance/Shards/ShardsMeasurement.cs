using System.Diagnostics;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Tests;
using MiaIa.SierraFiles.Synthetic;
using MiaIa.Tests.Slurm;

namespace Performance.Shards;

/// <summary>
/// How well more cores are used: the same plan of made-up trading days by one worker and by one a core, and by one node of a real Slurm and by two.
/// The gain a core is the time of one divided by the time of all and by their number. Fails below 0.9; the floor is the same work twice at
/// once as bare processes, of which nobody can make more than the machine has. `shards local` leaves Slurm out.
/// </summary>
internal static class ShardsMeasurement
{
    private const int Rounds = 3;
    private const int Days = 12;
    private const int Minutes = 390;
    private const double GainMin = 0.9;
    private const int Nodes = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var first = new DateOnly(2026, 11, 16);
        DateOnly[] dates =
        [
            .. Enumerable
                .Range(0, 30)
                .Select(first.AddDays)
                // Thanksgiving and the half-day after it are days of another length.
                .Where(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && date.Day is not (26 or 27))
                .Take(Days),
        ];
        using var days = new MadeUpDays(Minutes, SyntheticSession.Symbol, dates);
        var plan = DayWork.PlanOf(
            dates.Select(date => new RecordedDay(date, "ES", "ESZ26") { ScidPath = days.ScidPath, DepthPaths = [days.DepthPath(date)] }),
            "",
            0
        );
        Console.WriteLine($"{Days} made-up days of {Minutes} minutes, {Rounds} rounds, {Environment.ProcessorCount} cores");
        var cores = Environment.ProcessorCount;
        var bare = await GainAsync(
            "bare processes",
            cores,
            isMany => Task.WhenAll(Enumerable.Range(0, isMany ? cores : 1).Select(_ => ProgramAsync(days, plan, "--workers", "1"))),
            isSameWork: false
        );
        var local = await GainAsync("--on local", cores, isMany => LocalAsync(days, plan, isMany ? cores : 1));
        var slurm = arguments is ["local"] ? GainMin : await SlurmAsync(days, plan);
        var isHeld = local >= GainMin && slurm >= GainMin;
        Console.WriteLine($"{(isHeld ? "held" : "NOT held")}: a gain of {GainMin} a core; bare processes have {bare:0.00}");
        return isHeld ? 0 : 1;
    }

    private static async Task<double> SlurmAsync(MadeUpDays days, ShardPlan plan)
    {
        await using var cluster = await SlurmCluster.StartAsync(days.Empty("cluster"));
        Environment.SetEnvironmentVariable("SLURM_CONF", cluster.ConfigurationPath);
        return await GainAsync(
            "--on slurm",
            Nodes,
            isMany =>
                ProgramAsync(
                    days,
                    plan,
                    [
                        "--on",
                        "slurm",
                        "--poll-seconds",
                        "1",
                        "--task-minutes",
                        "0",
                        .. isMany ? [] : (string[])["--slurm-arg=--nodelist=n1"],
                    ]
                )
        );
    }

    // One and many by turns, so that what else the machine does meets both.
    private static async Task<double> GainAsync(string name, int many, Func<bool, Task> run, bool isSameWork = true)
    {
        var (one, all) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            one.Add(await TimedAsync(() => run(false)));
            all.Add(await TimedAsync(() => run(true)));
        }

        one.Sort();
        all.Sort();
        var gain = one[Rounds / 2] / all[Rounds / 2] / (isSameWork ? many : 1);
        Console.WriteLine(
            $"{name}: one {one[Rounds / 2]:0.0} s ({one[0]:0.0} to {one[^1]:0.0}), {many} {all[Rounds / 2]:0.0} s ({all[0]:0.0} to {all[^1]:0.0}), gain a core {gain:0.00}"
        );
        return gain;
    }

    private static async Task<double> TimedAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task LocalAsync(MadeUpDays days, ShardPlan plan, int workers)
    {
        var folder = NewFolder(days, plan);
        var carrier = new LocalCarrier(() => new WorkerProcess(Program, folder.PlanPath), workers, TimeProvider.System);
        var result = await carrier.CarryAsync(folder, new Progress<CarryProgress>(), CancellationToken.None);
        if (!result.IsWhole)
            throw new InvalidOperationException(string.Join('\n', result.NotDone));
        Directory.Delete(folder.Folder, recursive: true);
    }

    private static async Task ProgramAsync(MadeUpDays days, ShardPlan plan, params string[] arguments)
    {
        var folder = NewFolder(days, plan);
        var start = new ProcessStartInfo(Program.File, [.. Program.Arguments, "shards", folder.PlanPath, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        var said = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
            throw new InvalidOperationException(said);
        Directory.Delete(folder.Folder, recursive: true);
    }

    private static ProgramLine Program { get; } = new("dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "miaia.dll")]);

    private static PlanFolder NewFolder(MadeUpDays days, ShardPlan plan) =>
        PlanFolder.Write(System.IO.Path.Combine(days.Root, "runs", $"{Guid.NewGuid():N}"), plan);
}
