using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>18:00 New York comes while the engine runs and a study is attached.</summary>
public sealed class TradingDayTurnTests
{
    // 2023-06-29 16:30 New York: half an hour of trades fits in before the close.
    private static readonly DateTimeOffset Afternoon = new(2023, 6, 29, 20, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan ToTheTurn = TimeSpan.FromMinutes(90) - TimeSpan.FromSeconds(10);

    [Test]
    public async Task The_day_ends_and_the_study_goes_on_without_noticing()
    {
        using var folder = new TemporaryFolder();
        var time = new MovedTime(Afternoon);
        ulong live;
        string lasting;
        await using (var engine = await RunningEngine.StartAsync(folder.FullName, time: time))
        {
            using var study = engine.Study();
            await study.GreetAsync(SampleFrames.Hello());
            await PlayAsync(study, 1, 30, time);
            TellOptions(engine);
            time.Move(ToTheTurn - TimeSpan.FromMinutes(30));
            await TurnedAsync(folder, chains: 2);

            await study.SendAsync(Trades(31, time), Trades(32, time));
            await study.AckedAsync(32);
            var state = await engine.InstrumentAsync();
            Assert.That((state.TradeRecords, state.FramesMissing), Is.EqualTo((6UL, 0UL)), "the new day's own, and nothing was lost");
            Assert.That(state.State.Market.HasAtrTicks, Is.True, "warm from the bars of the day before");
            Assert.That(study.Heard.Select(f => f.BodyCase), Has.None.EqualTo(Body.Halt).And.None.EqualTo(Body.Refused));
            Assert.That(engine.Server.Runner.Read(s => s.Chains.ListingOf(Underlying.Spx)), Is.EqualTo(1), "the listing stands");
            Assert.That(engine.Server.Runner.Read(OpenInterest), Is.EqualTo("40,50"), "and its open interest");
            lasting = engine.Server.Runner.Read(Market);
            live = engine.Server.Runner.Read(s => s.DecisionHash);
        }

        var options = EngineOptions.From(new EngineSettings());
        var recovery = JournalRecovery.Read(folder.FullName, options, new DecisionOutbox(), NowOf(time));
        Assert.That((recovery.Totals.Difference, recovery.Totals.EndsConfirmed), Is.EqualTo((null as string, 1)));
        Assert.That(recovery.Step.DecisionHash, Is.EqualTo(live));
        Assert.That(OpenInterest(recovery.Step), Is.EqualTo("40,50"));
        Assert.That(Market(recovery.Step), Is.EqualTo(lasting));
    }

    // Orders and account know that the study has left since, and when.
    private static string Market(EngineState state)
    {
        var sections = new CarrySections();
        foreach (var (name, bytes) in state.Save().All)
        {
            if (name != "account" && !name.StartsWith("orders ", StringComparison.Ordinal))
                sections.Add(name, bytes);
        }

        return Convert.ToHexString(CarryRecord.ToBytes(sections));
    }

    [Test]
    public void A_signal_that_is_alive_ends_in_the_old_chain_and_ids_go_on()
    {
        using var folder = new TemporaryFolder();
        var options = EngineOptions.From(new EngineSettings { CoverageFloor = 0.30 });
        var frames = TrendTape.Frames(5);
        using (var live = LiveChain.Begin(folder.FullName, options, AtOf(frames[0])))
        {
            live.Attach(AtOf(frames[0]), TrendTape.Hello(5));
            var mes = live.State.FindInstrument("MES")!;
            var taken = 0;
            while (!mes.Core.TryGetAlive(out _))
                live.Take(AtOf(frames[taken]), frames[taken++]);

            var alive = live.Signals[^1];
            var judged = Judged(live.State);
            Assert.That(judged, Is.Positive);
            Assert.That(live.TryTurn(AtOf(frames[taken]), out _), Is.True);
            Assert.That(live.Signals[^1].Event, Is.EqualTo(SignalEvent.Ended));
            Assert.That((live.Signals[^1].Id, live.Signals.Count(s => s.Event == SignalEvent.Ended)), Is.EqualTo((alive.Id, 1)));
            Assert.That(live.State.FindInstrument("MES")!.Core.TryGetAlive(out _), Is.False);
            Assert.That(live.State.FirstSignalId, Is.EqualTo(alive.Id + 1));
            Assert.That(Judged(live.State), Is.EqualTo(judged), "what the gates have refused is counted over the days");
        }

        var old = new EngineState(options, 1, new DecisionOutbox());
        var totals = JournalReplay.Run([JournalSegments.Of(folder.FullName).Whole[0].Path], old);
        Assert.That((totals.EndsConfirmed, totals.Difference), Is.EqualTo((1, (string?)null)), "the end is in the old chain's hash");
    }

    private static ulong Judged(EngineState state) =>
        (ulong)TradingMessages.MeterOf(state.FindInstrument("MES")!.Core.Trading).Sum(line => (long)line.Judged);

    [Test]
    public async Task A_halt_of_the_day_before_stays_and_a_person_resumes()
    {
        using var folder = new TemporaryFolder();
        var time = new MovedTime(Afternoon);
        await using var engine = await RunningEngine.StartAsync(folder.FullName, time: time);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "x" });
        time.Move(ToTheTurn);
        await TurnedAsync(folder, chains: 2);
        Assert.That((await engine.StateAsync()).Halted, Is.True);
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);
    }

    [Test]
    public async Task Fault_47_a_device_that_refuses_the_new_day_costs_the_study_nothing_and_is_tried_again()
    {
        using var folder = new TemporaryFolder();
        var time = new MovedTime(Afternoon);
        var (isRefusing, segments) = (true, 0);
        ISegmentFile Create(string path) =>
            Interlocked.Increment(ref segments) == 1
                ? DiskSegmentFile.Create(path)
                : new DyingFile(DiskSegmentFile.Create(path), () => Volatile.Read(ref isRefusing));

        await using var engine = await RunningEngine.StartAsync(folder.FullName, createSegment: Create, time: time);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await PlayAsync(study, 1, 1, time);
        time.Move(ToTheTurn - TimeSpan.FromMinutes(1));
        while (Volatile.Read(ref segments) < 2)
            await Task.Delay(20);

        await PlayAsync(study, 2, 2, time);
        Assert.That(JournalSegments.Of(folder.FullName).Whole, Has.Count.EqualTo(1), "the old chain goes on");
        Volatile.Write(ref isRefusing, false);
        time.Move(TimeSpan.FromMinutes(1));
        await TurnedAsync(folder, chains: 2);
        await PlayAsync(study, 3, 3, time);
        Assert.That((await engine.InstrumentAsync()).FramesMissing, Is.Zero);
        Assert.That((await engine.StateAsync()).Halted, Is.False);
    }

    [Test]
    public async Task A_played_session_is_not_cut_by_the_clock_of_this_PC()
    {
        using var folder = new TemporaryFolder();
        var time = new MovedTime(Afternoon);
        await using var engine = await RunningEngine.StartAsync(folder.FullName, time: time);
        using var study = engine.Study();
        var hello = SampleFrames.Hello();
        hello.Hello.Label = "REPLAY";
        await study.GreetAsync(hello);
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await study.AckedAsync(1);
        time.Move(ToTheTurn);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        Assert.That(JournalSegments.Of(folder.FullName).Whole, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fault_47_what_a_dead_journal_does_not_have_is_said_by_the_next_start()
    {
        using var folder = new TemporaryFolder();
        var isDead = false;
        await using (
            var engine = await RunningEngine.StartAsync(
                folder.FullName,
                createSegment: path => new DyingFile(DiskSegmentFile.Create(path), () => isDead),
                fsync: FsyncPolicy.EveryDrain
            )
        )
        {
            using var study = engine.Study();
            await study.GreetAsync(SampleFrames.Hello());
            isDead = true;
            await study.SendAsync(SampleFrames.Trades(counter: 1));
            await study.NextAsync(Body.Halt);
            isDead = false;
            Assert.That((await engine.Client.FlattenAsync(new FlattenRequest { By = "cli" })).Halted, Is.True);
            Assert.That((await study.NextAsync(Body.Flatten)).Flatten.By, Is.EqualTo("cli"), "an exit passes without a record");
        }

        var bytes = Directory.GetFiles(folder.FullName, "*.journal").Select(path => new FileInfo(path).Length).Single();
        await using (var engine = await RunningEngine.StartAsync(folder.FullName))
            Assert.That((await engine.StateAsync()).Halted, Is.True);

        Assert.That(new FileInfo(JournalSegments.Of(folder.FullName).Whole[0].Path).Length, Is.EqualTo(bytes), "never written again");
        Assert.That(
            JournalCheck.Verify(folder.FullName)[1].Unrecorded,
            Has.Exactly(1).Contains("has no record").And.Exactly(1).Contains("000001-")
        );
        Assert.That(ReplayOf.Folder(folder.FullName).Totals.Unrecorded, Has.Count.EqualTo(1), "once, also at the start after that");
    }

    private static string OpenInterest(EngineState state) =>
        string.Join(",", state.OptionInputs().Where(i => i.Update?.OpenInterest is not null).SelectMany(i => i.Update.OpenInterest.Lots));

    private static long AtOf(StudyFrame frame) => 1000 * (frame.Trades?.BaseUnixUs ?? frame.Depth.ObservedUnixUs);

    private static void TellOptions(RunningEngine engine)
    {
        var at = new DateTimeOffset(2023, 6, 29, 20, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        var listed = new OptionChainListed
        {
            Underlying = Underlying.Spx,
            Listing = 1,
            Source = OptionSource.Live,
            ObservedUnixUs = at,
            Expiry =
            {
                new ListedExpiry
                {
                    Root = "SPXW",
                    Date = 20230630,
                    StrikeStepMilli = { 4_400_000 },
                },
            },
        };
        var update = new OptionChainUpdate
        {
            Underlying = Underlying.Spx,
            Listing = 1,
            BaseUnixUs = at,
            OpenInterest = new OptionLots { Contract = { 0, 1 }, Lots = { 40, 50 } },
        };
        Assert.That(engine.Server.Runner.Apply(new OptionInput { Listed = listed }), Is.Null);
        Assert.That(engine.Server.Runner.Apply(new OptionInput { Update = update }), Is.Null);
    }

    private static async Task PlayAsync(ScriptedStudy study, ulong from, ulong to, MovedTime time)
    {
        for (var counter = from; counter <= to; counter++)
        {
            await study.SendAsync(Trades(counter, time));
            await study.AckedAsync(counter);
            time.Move(TimeSpan.FromMinutes(1));
        }
    }

    private static StudyFrame Trades(ulong counter, MovedTime time) =>
        SampleFrames.Trades(counter: counter, timeUnixUs: NowOf(time) / 1000);

    private static long NowOf(MovedTime time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static async Task TurnedAsync(TemporaryFolder folder, int chains)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (JournalSegments.Of(folder.FullName).Whole.Count(segment => IsWholeChain(segment.Path, segment.Header)) < chains)
            await Task.Delay(20, limit.Token);
    }

    private static bool IsWholeChain(string path, JournalHeader header)
    {
        if (header.Number != header.ChainFirstNumber)
            return false;

        using var reader = SegmentReader.Open(path);
        return reader.TryRead(out _);
    }

    private sealed class DyingFile(DiskSegmentFile file, Func<bool> isDead) : ISegmentFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

        public void Truncate(long lengthBytes) => file.Truncate(lengthBytes);

        public void Sync()
        {
            if (isDead())
                throw new IOException("Input/output error");
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
