using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The engine while study, bridge or the wire to them is gone, says nothing, or has lost something.</summary>
public sealed class SilentStudyTests
{
    private const string Instrument = "MES";
    private const ulong Epoch = 5;

    private readonly MovedTime _time = new(DateTimeOffset.UtcNow);
    private ulong _counter;
    private ulong _reading;

    [SetUp]
    public void BeginAnew() => (_counter, _reading) = (0, 0);

    [Test]
    public async Task Fault_01_When_the_bridge_dies_it_is_reducing_and_active_again_only_after_snapshot_and_reconciliation()
    {
        await using var engine = await StartAsync();
        using (var study = engine.Study())
        {
            await GreetAndTradeAsync(engine, study);
            // A process that dies takes its connection with it.
            study.Cancel();
            var without = await engine.UntilAsync(state => state.Trading.State == TradingState.Reducing, Instrument);
            Assert.That(without.Trading.Reason, Does.Contain("stale_feed"));
        }

        using var back = engine.Study();
        await back.GreetAsync(Trader());
        _ = await back.NextAsync(EngineFrame.BodyOneofCase.OrderQuery);
        var fresh = await BeatUntilAsync(engine, back, state => !state.Trading.Reason.Contains("stale_feed", StringComparison.Ordinal));
        Assert.That(fresh.Trading.State, Is.EqualTo(TradingState.Reducing));
        Assert.That(fresh.Trading.Reason, Does.StartWith("reconciling"));
        // However long the market goes on: what Sierra has is not known.
        for (var beat = 0; beat < 20; beat++)
        {
            _time.Move(TimeSpan.FromSeconds(1));
            await back.SendAsync(Beat(), Book());
        }

        Assert.That((await engine.InstrumentAsync(Instrument)).Trading.State, Is.EqualTo(TradingState.Reducing));
        await back.SendAsync(Flat(), Flat());
        await BeatUntilAsync(engine, back, state => state.Trading.State == TradingState.Active);
    }

    [Test]
    public async Task Fault_02_A_frozen_peer_makes_it_reducing_after_3_s_and_a_long_silence_asks_for_a_snapshot_too()
    {
        await using var engine = await StartAsync();
        using var study = engine.Study();
        await GreetAndTradeAsync(engine, study);
        // The stream stays open, and nothing comes through it.
        _time.Move(TimeSpan.FromSeconds(3));
        var frozen = await engine.UntilAsync(state => state.Trading.State == TradingState.Reducing, Instrument);
        Assert.That(frozen.Trading.Reason, Does.Contain("stale_feed"));
        Assert.That(frozen.StudyAttached, Is.True);
        // By and by: a clock that jumps is no silence.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!(await engine.InstrumentAsync(Instrument)).Trading.Reason.Contains("reconciling", StringComparison.Ordinal))
        {
            Assert.That(limit.IsCancellationRequested, Is.False, "nobody has asked what Sierra has");
            _time.Move(TimeSpan.FromSeconds(1));
            await Task.Delay(50);
        }

        var thawed = await BeatUntilAsync(engine, study, state => !state.Trading.Reason.Contains("stale_feed", StringComparison.Ordinal));
        Assert.That(thawed.Trading.State, Is.EqualTo(TradingState.Reducing));
        Assert.That(thawed.Trading.Reason, Does.StartWith("reconciling"));
        await study.SendAsync(Flat(), Flat());
        await BeatUntilAsync(engine, study, state => state.Trading.State == TradingState.Active);
    }

    [Test]
    public async Task Fault_08_What_is_lost_for_good_blocks_until_Sierra_has_told_its_orders_again()
    {
        await using var engine = await StartAsync();
        using var study = engine.Study();
        await GreetAndTradeAsync(engine, study);
        var (first, last) = (_counter + 1, _counter + 3);
        // A Hello names the newest frame: a gap beyond it is none of the study's.
        var hello = Trader();
        hello.Hello.NewestCounter = _counter = last;
        await study.GreetAsync(hello);
        await study.SendAsync(SampleFrames.Gap(first, last, Epoch));
        _ = await study.NextAsync(EngineFrame.BodyOneofCase.OrderQuery);
        var holed = await BeatUntilAsync(engine, study, state => state.Gaps > 0);
        Assert.That(holed.Trading.State, Is.EqualTo(TradingState.Reducing));
        Assert.That(holed.Trading.Reason, Does.Contain("reconciling"));
        Assert.That(holed.FramesMissing, Is.EqualTo(last - first + 1));
        await study.SendAsync(Flat(), Flat());
        await BeatUntilAsync(engine, study, state => state.Trading.State == TradingState.Active);
    }

    private Task<RunningEngine> StartAsync() => RunningEngine.StartAsync(time: _time, trading: new() { Mode = Accounts.TradingMode.Sim });

    private async Task GreetAndTradeAsync(RunningEngine engine, ScriptedStudy study)
    {
        await study.GreetAsync(Trader());
        await study.SendAsync(Flat(), Flat());
        await BeatUntilAsync(engine, study, state => state.Trading.State == TradingState.Active);
    }

    // A busy machine may take longer for one answer than a study may be silent.
    private async Task<InstrumentState> BeatUntilAsync(RunningEngine engine, ScriptedStudy study, Predicate<InstrumentState> isReached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            await study.SendAsync(Beat(), Book());
            var state = await engine.InstrumentAsync(Instrument);
            if (isReached(state))
                return state;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in two minutes: {state.Trading}");
            await Task.Delay(20);
        }
    }

    private static StudyFrame Trader()
    {
        var frame = TrendTape.Hello(Epoch);
        (frame.Hello.Contract, frame.Hello.Account) = ("MESU23_FUT_CME", "SIM1");
        (frame.Hello.Mode, frame.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
        return frame;
    }

    private StudyFrame Beat()
    {
        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        return new()
        {
            Epoch = Epoch,
            StudySeenUnixNs = now,
            StudySentUnixNs = now,
            Heartbeat = new Heartbeat { ServerState = 2 },
        };
    }

    private StudyFrame Book()
    {
        var book = TrendTape.Frames(Epoch)[1];
        book.Counter = ++_counter;
        return book;
    }

    private StudyFrame Flat() =>
        new()
        {
            Epoch = Epoch,
            Counter = ++_counter,
            OrderSnapshot = new OrderSnapshot
            {
                Position = new PositionReport
                {
                    ObservedUnixUs = 1_688_047_200_000_000,
                    Simulated = true,
                    Reading = ++_reading,
                },
                FillsKnown = true,
            },
        };
}
