using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.SierraFiles.Synthetic;

namespace Performance.Evidence;

/// <summary>
/// A thousand sets of weights and tiers over twenty made-up regular sessions, on one thread, beside one pass of features over the same sessions. Fails
/// below 25 million reading-seconds a core-second, and when screening takes more than three times the pass. Core-seconds are the process's own
/// processor time, so that what else runs on the machine counts for less.
/// </summary>
internal static class ScreeningMeasurement
{
    private const int Sessions = 20;
    private const int Sets = 1_000;
    private const int Rounds = 3;
    private const double ReadingSecondsMin = 25e6;
    private const double PassesMax = 3;

    private static readonly DateOnly Day = new(2026, 11, 16);

    /// <summary>Measures.</summary>
    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-screening-");
        try
        {
            return Run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Run(string folder)
    {
        var options = EngineOptions.From(new EngineSettings());
        var es = options.Instruments[0];
        var steeper = options with { Instruments = [es with { Features = es.Features with { SlopeFloorTicks = 9 } }] };
        var (passSeconds, keepSeconds, partSeconds, events, bytes) = (0.0, 0.0, 0.0, 0L, 0L);
        var grids = new List<SecondGrid>();
        for (var session = 0; session < Sessions; session++)
        {
            var place = Directory.CreateDirectory(System.IO.Path.Combine(folder, session.ToString(CultureInfo.InvariantCulture))).FullName;
            var files = SyntheticSession.Write(place, (ulong)session + 1, SyntheticSession.MinutesMax);
            events += Pass(files, options, out var seconds);
            passSeconds += seconds;
            var inputs = new DayInputs(Day, "ES", files.ScidPath) { DepthPaths = [files.DepthPath] };
            var (run, other) = (new KeptDayRun(inputs, options, warmUpDays: 0), new KeptDayRun(inputs, steeper, warmUpDays: 0));
            var store = new UnitStore(System.IO.Path.Combine(place, "kept"));
            keepSeconds += CoreSeconds(() => store.Run(run, new NoProgress(), CancellationToken.None));
            partSeconds += CoreSeconds(() => store.Run(other, new NoProgress(), CancellationToken.None));
            var kept = store.FolderOf(run.Id);
            bytes += Directory.GetFiles(kept, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
            grids.Add(KeptDayRun.ReadSeconds(kept, run.Key));
        }

        var sets = SetsToTry();
        var best = double.MaxValue;
        var births = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            births = 0;
            best = Math.Min(
                best,
                CoreSeconds(() => births += grids.Sum(grid => GridScreen.Run(grid, sets, new(1250, 215)).Sum(day => (long)day.Births)))
            );
        }

        var readings = grids.Sum(grid => (double)grid.Count) * sets.Count;
        var (rate, ratio) = (readings / best, best / passSeconds);
        Print(
            $"pass       {Sessions} sessions, {events:N0} events: {passSeconds:0.0} core-seconds; kept as well: {keepSeconds:0.0}, {bytes / 1e6:0.0} MB; and again with another constant of one feature: {partSeconds:0.0}"
        );
        Print(
            $"screening  {sets.Count} sets, {readings:N0} reading-seconds, {births:N0} births: {best:0.00} core-seconds, {rate / 1e6:0.0} million a core-second, limit {ReadingSecondsMin / 1e6:0}"
        );
        Print($"ratio      {ratio:0.00} passes of features, limit {PassesMax}");
        var isHeld = rate >= ReadingSecondsMin && ratio <= PassesMax && births > 0;
        Print($"screening: {(isHeld ? "passed" : "FAILED")}");
        return isHeld ? 0 : 1;
    }

    private static IReadOnlyList<ParameterSet> SetsToTry()
    {
        var plan = new SweepPlan(
            "ES",
            SetDesignKind.Random,
            Sets,
            1,
            [
                .. Enumerable
                    .Range(0, FeatureNames.Count)
                    .Select(i => new PlanParameter("weights." + FeatureNames.Of((FeatureId)i), [], 0.02, 0.25)),
                new("tiers.good", [], 0.22, 0.31),
                new("tiers.strong", [], 0.315, 0.36),
                new("coverage_floor", [0.4], 0, 0),
            ]
        );
        return SetDesign.Of(plan, InstrumentOptions.Es).Sets;
    }

    private static long Pass(SyntheticFiles files, EngineOptions options, out double seconds)
    {
        var nobody = new Nobody();
        using var source = SierraSource.Open(new SierraSelection(files.ScidPath, options) { DepthPaths = [files.DepthPath] }, nobody);
        seconds = CoreSeconds(() => source.Play(nobody, CancellationToken.None));
        return source.Cores.Instruments[0].Core.Counters.Events;
    }

    private static double CoreSeconds(Action act)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        act();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class NoProgress : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            // Nobody watches.
        }
    }

    private sealed class Nobody : IReplayListener, IDecisionSink
    {
        public void Looked(InstrumentEngine instrument)
        {
            // Only the pass itself is measured.
        }

        public void Progressed(in ReplayProgress progress)
        {
            // Nobody watches.
        }

        public void Decided(InstrumentEngine instrument, ReadOnlySpan<MiaIa.Engine.Signals.Decision> decisions)
        {
            // Nobody listens.
        }

        public void Traded(InstrumentEngine instrument)
        {
            // Nobody trades.
        }
    }
}
