using Google.Protobuf;
using Grpc.Core;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

public sealed class ReplayTests
{
    private const double Floor = 0.30;

    [Test]
    public async Task Replay_makes_the_decisions_of_the_live_run_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var engine = await RunningEngine.StartAsync(folder.FullName, Floor);
        using var watch = engine.Client.WatchSignals(new WatchSignalsRequest());
        await watch.ResponseHeadersAsync;
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        var frames = TrendTape.Frames(5);
        await PlayAsync(study, frames);
        var watched = new List<Signal>();
        while (watched.Count < SignalsOf(study).Count && await watch.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromMinutes(2)))
            watched.Add(watch.ResponseStream.Current);

        var live = await engine.StateAsync();
        await engine.DisposeAsync();

        var replay = ReplayOf.Folder(folder.FullName, Floor);

        var heard = SignalsOf(study);
        Assert.That(heard, Has.Count.GreaterThanOrEqualTo(4), "the tape has to make signals, or this test says nothing");
        Assert.That(heard.Select(s => s.Direction).Distinct().Order(), Is.EqualTo([Direction.Long, Direction.Short]));
        Assert.That(replay.Signals.Take(heard.Count), Is.EqualTo(heard.Select(s => s.ToByteString())));
        Assert.That(watched, Is.EqualTo(heard));
        Assert.That(
            heard.Where(s => s.Event == SignalEvent.Born).All(s => s.Explanation.ToEnd.Count > 0),
            "a born signal says what would end it"
        );
        Assert.That(heard.Where(s => s.Event == SignalEvent.Ended).All(s => s.Explanation.ToEnd.Count == 0), "an ended one no longer does");
        Assert.That(
            live.Instrument.All(i => i.State.Explanation.NextTier != Tier.Unspecified || i.State.Tier == Tier.Premium),
            "every state says what is next"
        );
        var view = live.Instrument.Single(i => i.Instrument == "MES").State.Market;
        Assert.That((view.HasAtrTicks, view.RegularVwap.Ticks > 17_000, view.BarVwap.DeviationTicks > 0), Is.EqualTo((true, true, true)));
        Assert.That(view.Levels.Level.Select(l => l.Name), Does.Contain("vwap").And.Contain("poc").And.Contain("vah").And.Contain("val"));
        Assert.That(view.CumulativeDeltaLots, Is.Not.Zero);
        Assert.That(view.Options, Is.Null, "nothing is listed, and nothing is made up");
        Assert.That(replay.Totals.Difference, Is.Null);
        Assert.That(replay.Totals.EndsConfirmed, Is.EqualTo(1));
        Assert.That(live.Instrument.Single(i => i.Instrument == "MES").TradeRecords, Is.EqualTo(frames.Count));
        Assert.That(replay.Step.FindInstrument("MES")!.DepthHash, Is.EqualTo(live.Instrument.Single(i => i.Instrument == "MES").DepthHash));
    }

    [Test]
    public async Task The_same_tape_cut_into_other_drains_gives_the_same_decision_hash()
    {
        var hashes = new List<ulong>();
        foreach (var cut in new[] { 1, 37, 500 })
        {
            await using var engine = await RunningEngine.StartAsync(coverageFloor: Floor);
            using var study = engine.Study();
            await study.GreetAsync(TrendTape.Hello(5));
            await PlayAsync(study, [.. TrendTape.Frames(5).Take(6000)], cut);
            var signals = SignalsOf(study);
            Assert.That(signals, Is.Not.Empty);
            hashes.Add((ulong)signals.Aggregate(17L, (hash, s) => unchecked((hash * 31) + (long)s.Id + (s.ObservedUnixUs * (int)s.Event))));
        }

        Assert.That(hashes.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_restart_in_the_middle_goes_on_where_the_journal_ends_and_replays_as_one()
    {
        using var folder = new TemporaryFolder();
        var frames = TrendTape.Frames(5);
        var half = frames.Count * 3 / 5;
        var before = await RunningEngine.StartAsync(folder.FullName, Floor);
        using var first = before.Study();
        await first.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(first, frames[..half]);
        await before.DisposeAsync();

        var after = await RunningEngine.StartAsync(folder.FullName, Floor);
        using var second = after.Study();
        var welcome = await second.GreetAsync(TrendTape.Hello(5));
        Assert.That(welcome.ResumeCounter, Is.EqualTo((ulong)half + 1));
        await PlayAsync(second, frames[half..]);
        var state = await after.InstrumentAsync("MES");
        await after.DisposeAsync();

        Assert.That(state.TradeRecords, Is.EqualTo(frames.Count), "the state before the restart is part of the state after it");
        Assert.That(state.FramesMissing, Is.Zero);
        var replay = ReplayOf.Folder(folder.FullName, Floor);
        Assert.That(replay.Totals.EndsConfirmed, Is.EqualTo(2));
        Assert.That(replay.Totals.Difference, Is.Null);
        var heard = SignalsOf(first).Concat(SignalsOf(second)).Select(s => s.ToByteString()).ToArray();
        Assert.That(heard, Is.SubsetOf(replay.Signals));
    }

    [Test]
    public async Task An_alive_signal_is_told_to_the_study_that_attaches_later()
    {
        await using var engine = await RunningEngine.StartAsync(coverageFloor: Floor);
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        var frames = TrendTape.Frames(5);
        var sent = 0;
        while (!SignalsOf(study).Any(s => s.Event == SignalEvent.Born))
        {
            await PlayAsync(study, frames[sent..(sent + 10)]);
            sent += 10;
        }

        using var reader = engine.Study();
        await reader.GreetAsync(TrendTape.Hello(6));
        var told = (await reader.NextAsync(Body.Signal)).Signal;
        Assert.That(told.Id, Is.EqualTo(SignalsOf(study)[^1].Id));
        Assert.That(told.Instrument, Is.EqualTo("MES"));
    }

    [Test]
    public async Task The_ends_of_a_charts_signals_are_told_to_the_study_that_attaches_later_and_to_no_other_market()
    {
        await using var engine = await RunningEngine.StartAsync(coverageFloor: Floor);
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, TrendTape.Frames(5));
        var ends = SignalsOf(study).Where(signal => signal.Event == SignalEvent.Ended).ToList();
        Assert.That(ends, Is.Not.Empty);

        using var again = engine.Study();
        await again.GreetAsync(TrendTape.Hello(6));
        await again.NextAsync(Body.Levels);
        var told = SignalsOf(again).Where(signal => signal.Event == SignalEvent.Ended).ToList();
        Assert.That(told.Select(Place), Is.EqualTo(ends.Select(Place)));
        Assert.That(told.Sum(signal => signal.Reading.Count + signal.Gate.Count), Is.Zero, "what no chart draws");

        var (rolled, replayed) = (TrendTape.Hello(7), TrendTape.Hello(8));
        rolled.Hello.Contract = "MESU26_FUT_CME";
        replayed.Hello.Label = "REPLAY";
        foreach (var hello in new[] { rolled, replayed })
        {
            using var other = engine.Study();
            await other.GreetAsync(hello);
            await other.NextAsync(Body.Levels);
            Assert.That(SignalsOf(other), Is.Empty, hello.Hello.ToString());
        }

        static (ulong, string, int, long) Place(Signal signal) =>
            (signal.Id, signal.EndedBecause, signal.ReferencePriceTicks, signal.BornUnixUs);
    }

    private static List<Signal> SignalsOf(ScriptedStudy study) =>
        [.. study.Heard.Where(f => f.BodyCase == Body.Signal).Select(f => f.Signal)];

    /// <summary>Sends frames, some at a time, and reads until all are acknowledged.</summary>
    private static async Task PlayAsync(ScriptedStudy study, List<StudyFrame> frames, int atOnce = 200)
    {
        for (var i = 0; i < frames.Count; i += atOnce)
        {
            var cut = frames[i..Math.Min(i + atOnce, frames.Count)];
            await study.SendAsync([.. cut]);
            await study.AckedAsync(cut[^1].Counter);
        }
    }
}
