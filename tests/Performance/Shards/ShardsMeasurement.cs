using System.Diagnostics;
using MiaIa.Engine.Market;
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
/// once as bare processes, of which nobody can make more than the machine has: beside each gain stands how much of the floor it is. `shards local`
/// leaves Slurm out; a number says how many rounds, a second one how many days: with few of them the start of a process and its compiler weigh most.
/// </summary>
internal static class ShardsMeasurement
{
    private const int RoundsDefault = 3;
    private const int DaysDefault = 16;
    private const int Minutes = 390;
    private const double GainMin = 0.9;
    private const int Nodes = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int[] numbers = [.. arguments.Select(word => int.TryParse(word, out var number) ? number : 0).Where(number => number > 0)];
        var rounds = numbers.ElementAtOrDefault(0) is > 0 and var asked ? asked : RoundsDefault;
        var count = numbers.ElementAtOrDefault(1) is > 0 and var wanted ? wanted : DaysDefault;
        var first = new DateOnly(2026, 11, 16);
        var calendar = new TradingDays();
        DateOnly[] dates =
        [
            .. Enumerable
                .Range(0, 3 * count)
                .Select(first.AddDays)
                // Holidays and half-days are of another length.
                .Where(date => calendar.Of(date) is { } day && (day.RegularClosesAt - day.RegularOpensAt) / UnixNanos.PerMinute == Minutes)
                .Take(count),
        ];
        using var days = new MadeUpDays(Minutes, SyntheticSession.Symbol, dates);
        var plan = DayWork.PlanOf(
            dates.Select(date => new RecordedDay(date, "ES", "ESZ26") { ScidPath = days.ScidPath, DepthPaths = [days.DepthPath(date)] }),
            "",
            0
        );
        Console.WriteLine($"{count} made-up days of {Minutes} minutes, {rounds} rounds, {Environment.ProcessorCount} cores");
        var cores = Environment.ProcessorCount;
        var bare = await GainAsync(
            "bare processes",
            rounds,
            cores,
            isMany => Task.WhenAll(Enumerable.Range(0, isMany ? cores : 1).Select(_ => ProgramAsync(days, plan, "--workers", "1"))),
            isSameWork: false
        );
        var local = await GainAsync("--on local", rounds, cores, isMany => LocalAsync(days, plan, isMany ? cores : 1));
        double? slurm = arguments.Contains("local") ? null : await SlurmAsync(days, plan, rounds);
        var isHeld = local >= GainMin && slurm is null or >= GainMin;
        Console.WriteLine(
            $"of the floor: --on local {local / bare:0.00}, --on slurm {(slurm is { } had ? $"{had / bare:0.00}" : "not measured")}"
        );
        Console.WriteLine($"{(isHeld ? "held" : "NOT held")}: a gain of {GainMin} a core; bare processes have {bare:0.00}");
        return isHeld ? 0 : 1;
    }

    private static async Task<double> SlurmAsync(MadeUpDays days, ShardPlan plan, int rounds)
    {
        await using var cluster = await SlurmCluster.StartAsync(days.Empty("cluster"));
        Environment.SetEnvironmentVariable("SLURM_CONF", cluster.ConfigurationPath);
        return await GainAsync(
            "--on slurm",
            rounds,
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
    private static async Task<double> GainAsync(string name, int rounds, int many, Func<bool, Task> run, bool isSameWork = true)
    {
        var (one, all) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            one.Add(await TimedAsync(() => run(false)));
            all.Add(await TimedAsync(() => run(true)));
        }

        one.Sort();
        all.Sort();
        var gain = one[rounds / 2] / all[rounds / 2] / (isSameWork ? many : 1);
        Console.WriteLine(
            $"{name}: one {one[rounds / 2]:0.0} s ({one[0]:0.0} to {one[^1]:0.0}), {many} {all[rounds / 2]:0.0} s ({all[0]:0.0} to {all[^1]:0.0}), gain a core {gain:0.00}"
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
