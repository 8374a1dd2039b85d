using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.Replay.Tests;
using MiaIa.SierraFiles.Synthetic;
using Performance.Step;

namespace Performance.Replay;

/// <summary>
/// Replay from a journal and from .scid + .depth against the bare loop over as many events, turn by turn in one run, each with an
/// evaluation a second as <c>miaia replay</c> makes it; and what one ES session holds in memory. Everything runs on one thread; both
/// are timed by the processor time of the process, so that other programs on the machine do not count. One word (memory, journal,
/// files, session) measures that alone; the session's journal has no limit, it says what the product's own journals are like.
/// </summary>
internal static class ReplayMeasurement
{
    private const int JournalEvents = 1_000_000;
    private const int WarmUpPasses = 4;
    private const int Passes = 7;
    private const double JournalShareMin = 0.12;
    private const double FilesShareMin = 0.10;
    private const double MemoryMegabytesMax = 150;
    private const double Megabyte = 1 << 20;

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    public static int Run(string[] args)
    {
        var only = args.Length == 0 ? "" : args[0];
        var folder = Directory.CreateTempSubdirectory("miaia-replay-");
        try
        {
            // Memory first, while the process holds nothing else.
            var isGood = only is not ("" or "memory") || MeasureMemory(folder.FullName);
            isGood &= only is not ("" or "journal") || MeasureJournal(folder.FullName);
            isGood &= only is not ("" or "files") || MeasureFiles(folder.FullName);
            isGood &= only is not ("" or "session") || MeasureSession(folder.FullName);
            Console.WriteLine(isGood ? "replay: passed" : "replay: FAILED");
            return isGood ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool MeasureMemory(string folder)
    {
        var isGood = true;
        foreach (var minutes in new[] { 75, SyntheticSession.RegularMinutes })
        {
            var files = SyntheticSession.Write(
                Directory.CreateDirectory(System.IO.Path.Combine(folder, $"{minutes}")).FullName,
                seed: 1,
                minutes
            );
            var (heapBefore, setBefore) = Held();
            var run = new ReplayRun(1_000);
            using var source = Files(files, run);
            source.Play(run, CancellationToken.None);
            var (heap, set) = Held();
            GC.KeepAlive(source);
            var (heapUsed, setUsed) = ((heap - heapBefore) / Megabyte, (set - setBefore) / Megabyte);
            isGood &= heapUsed <= MemoryMegabytesMax && setUsed <= MemoryMegabytesMax;
            Console.WriteLine(
                F(
                    $"memory     {minutes} minutes, {source.Cores.Instruments[0].Core.Counters.Events:N0} events: heap {heapUsed:0.0} MB, working set {setUsed:0.0} MB more than before, limit {MemoryMegabytesMax:0}"
                )
            );
        }

        return isGood;
    }

    private static bool MeasureJournal(string folder)
    {
        var mix = new EventMix(JournalEvents);
        // A study sends no options; they reach an engine by another way.
        MarketEvent[] tape =
        [
            .. mix.Full.Where(e =>
                e.Kind is MarketEventKind.Trade or MarketEventKind.Book or MarketEventKind.Heartbeat or MarketEventKind.Clock
            ),
        ];
        var path = Write(folder, tape);

        Console.WriteLine(
            F(
                $"step       {Median([.. Enumerable.Range(0, WarmUpPasses + Passes).Select(_ => Step(tape)).Skip(WarmUpPasses)]):0.0} ns an event, the same events without a journal"
            )
        );
        Console.WriteLine(
            F($"journal    {new FileInfo(path).Length / Megabyte:0} MB, {mix.Trades:N0} trades, {mix.Books:N0} books of ten levels a side")
        );
        return Measure("journal", mix.Bare, JournalShareMin, run => JournalSource.Open(path, Options, run));
    }

    // The journal of a whole session at the recommended update interval: a third of the events a second, so that what is done each second
    // and each millisecond weighs more.
    private static bool MeasureSession(string folder)
    {
        var (tape, bare) = SessionTape.Of(SyntheticSession.Write(folder, seed: 1, SyntheticSession.RegularMinutes));
        var path = Write(Directory.CreateDirectory(System.IO.Path.Combine(folder, "session")).FullName, tape);
        Console.WriteLine(
            F(
                $"step       {Median([.. Enumerable.Range(0, WarmUpPasses + Passes).Select(_ => Step(tape)).Skip(WarmUpPasses)]):0.0} ns an event, the same events without a journal"
            )
        );
        Console.WriteLine(
            F(
                $"session    {new FileInfo(path).Length / Megabyte:0} MB, {tape.Count(e => e.Kind == MarketEventKind.Trade):N0} trades, {tape.Count(e => e.Kind == MarketEventKind.Book):N0} books"
            )
        );
        return Measure("session", bare, shareMin: 0, run => JournalSource.Open(path, Options, run));
    }

    private static string Write(string folder, MarketEvent[] tape)
    {
        using var maker = new JournalMaker(folder, Options, tape[0].ReceivedAt.Value);
        foreach (ref readonly var e in tape.AsSpan())
            maker.Add(e);
        return maker.Path;
    }

    private static double Step(MarketEvent[] tape)
    {
        var core = new EngineCore(InstrumentOptions.Es);
        EndCollections();
        var start = Environment.CpuUsage.TotalTime;
        foreach (ref readonly var e in tape.AsSpan())
            core.Process(e);
        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / tape.Length;
    }

    private static bool MeasureFiles(string folder)
    {
        var files = SyntheticSession.Write(folder, seed: 1, SyntheticSession.RegularMinutes);
        using var counted = Files(files, new ReplayRun(1_000));
        counted.Play(new ReplayRun(1_000), CancellationToken.None);
        var events = (int)counted.Cores.Instruments[0].Core.Counters.Events;
        Console.WriteLine(F($"files      {files.TradeRecords:N0} trade records, {files.DepthBatches:N0} depth batches"));
        return Measure("files", new EventMix(events).Bare, FilesShareMin, run => Files(files, run));
    }

    private static SierraSource Files(SyntheticFiles files, ReplayRun run) =>
        SierraSource.Open(new SierraSelection(files.ScidPath, Options) { DepthPaths = [files.DepthPath] }, run);

    private static bool Measure(string name, BareEvent[] bare, double shareMin, Func<ReplayRun, IReplaySource> open)
    {
        var (loops, replays, shares) = (new List<double>(), new List<double>(), new List<double>());
        var checksum = 0.0;
        for (var pass = -WarmUpPasses; pass < Passes; pass++)
        {
            var loop = new BareLoop();
            var start = Environment.CpuUsage.TotalTime;
            foreach (ref readonly var e in bare.AsSpan())
                checksum += loop.Process(e);
            var loopNanos = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / bare.Length;
            var run = new ReplayRun(1_000);
            using var source = open(run);
            EndCollections();
            start = Environment.CpuUsage.TotalTime;
            source.Play(run, CancellationToken.None);
            var events = run.Tallies.Sum(tally => tally.Instrument.Core.Counters.Events);
            var replayNanos = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / events;
            if (pass < 0)
                continue;
            loops.Add(loopNanos);
            replays.Add(replayNanos);
            shares.Add(loopNanos / replayNanos);
        }

        var share = Median(shares);
        Console.WriteLine(
            F(
                $"{name, -10} bare loop {Median(loops):0.0} ns an event, replay {Median(replays):0.0} ns ({1e3 / Median(replays):0.00} million a second)"
            )
        );
        var limit = shareMin == 0 ? "no limit" : F($"at least {shareMin:0.00}");
        Console.WriteLine(
            F(
                $"{"", -10} share of the bare loop's rate {share:0.000} (passes {shares.Min():0.000} to {shares.Max():0.000}), {limit}; checksum {checksum:R}"
            )
        );
        return share >= shareMin;
    }

    // Making cores may start a collection in the background, whose time would count.
    private static void EndCollections() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    private static (double Heap, double WorkingSet) Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
