using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Tests;
using MiaIa.Evidence.Work;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.SierraFiles.Synthetic;

namespace Performance.Evidence;

/// <summary>
/// A day of a backtest with all that belongs to it (hash of its inputs, three days of warm-up, the day, Parquet) against <c>replay files</c> of the same
/// day, turn by turn in one run, both by the processor time of the process; and what many days hold in memory. Days are regular sessions of 6.5 hours.
/// </summary>
internal static class BacktestMeasurement
{
    private const int Turns = 5;
    private const int DaysOfMemory = 8;

    // Four days are played for one, three of them so that averages have their history; a fifth for the inputs' hash, SQLite's rows and Parquet.
    private const double RatioMax = 5;
    private const double MegabytesMax = 1_024;
    private const double Megabyte = 1 << 20;

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings { CoverageFloor = 0.4 });

    public static int Run()
    {
        DateOnly[] dates = [.. Enumerable.Range(0, 12).Select(n => new DateOnly(2026, 11, 9).AddDays(n)).Where(IsWeekday)];
        using var days = new MadeUpDays(SyntheticSession.MinutesMax, SyntheticSession.Symbol, dates);
        var isGood = MeasureRatio(days, dates[3]) & MeasureMemory(days, dates);
        Console.WriteLine(isGood ? "backtest: passed" : "backtest: FAILED");
        return isGood ? 0 : 1;
    }

    private static bool MeasureRatio(MadeUpDays days, DateOnly date)
    {
        var (ratios, daySeconds) = (new List<double>(), new List<double>());
        var events = 0L;
        for (var turn = -1; turn < Turns; turn++)
        {
            var replay = Seconds(() => events = Replay(days, date));
            var day = Seconds(() => Play(days, date, days.Empty($"turn{turn}")));
            if (turn < 0)
                continue;
            ratios.Add(day / replay);
            daySeconds.Add(day);
        }

        var (ratio, seconds) = (Median(ratios), Median(daySeconds));
        Console.WriteLine(
            F(
                $"day        {1 / seconds:0.00} days a core-second ({seconds:0.00} s of {events:N0} events), {ratio:0.00} × replay files of the same day (turns {ratios.Min():0.00} to {ratios.Max():0.00}), limit {RatioMax:0.0}"
            )
        );
        return ratio <= RatioMax;
    }

    private static bool MeasureMemory(MadeUpDays days, DateOnly[] dates)
    {
        var store = new UnitStore(days.Empty("units"));
        var folders = new List<string>();
        foreach (var date in dates.TakeLast(DaysOfMemory))
        {
            var run = Of(days, date);
            store.Run(run, new Unwatched(), CancellationToken.None);
            folders.Add(store.FolderOf(run.Id));
        }

        BacktestGather.Write(new(dates[0], dates[^1], "ES", Options, folders, []), days.Empty("gathered"), CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / Megabyte;
        Console.WriteLine(F($"memory     {folders.Count} days played and gathered: at most {peak:0} MB resident, limit {MegabytesMax:0}"));
        return peak <= MegabytesMax;
    }

    private static void Play(MadeUpDays days, DateOnly date, string folder)
    {
        var run = Of(days, date);
        _ = run.Key;
        run.Run(folder, new Unwatched(), CancellationToken.None);
    }

    private static DayRun Of(MadeUpDays days, DateOnly date) =>
        new(new(date, "ES", days.ScidPath) { DepthPaths = [days.DepthPath(date)] }, Options);

    private static long Replay(MadeUpDays days, DateOnly date)
    {
        var run = new ReplayRun(1_000);
        var from = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000;
        using var source = SierraSource.Open(
            new SierraSelection(days.ScidPath, Options)
            {
                DepthPaths = [days.DepthPath(date)],
                FromUnixMicros = from,
                ToUnixMicros = from + 86_400_000_000,
            },
            run
        );
        source.Play(run, CancellationToken.None);
        return source.Cores.Instruments[0].Core.Counters.Events;
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static bool IsWeekday(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Unwatched : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            // Nobody looks on while it is measured.
        }
    }
}
