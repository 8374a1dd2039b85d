using Grpc.Core;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class HelloTests
{
    private RunningEngine _engine = null!;

    [OneTimeSetUp]
    public async Task Start() => _engine = await RunningEngine.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCaseSource(nameof(Mismatches))]
    public async Task Fault_16_Fault_18_Refuses_a_study_that_does_not_fit_and_names_both_values(
        Action<Hello> change,
        string code,
        string[] named
    )
    {
        using var study = _engine.Study();
        var hello = SampleFrames.Hello();
        change(hello.Hello);
        await study.SendAsync(hello);

        var status = await study.EndAsync();

        var refused = study.Heard.Single().Refused;
        Assert.That(refused.Code, Is.EqualTo(code));
        Assert.That(study.Heard.Single().Epoch, Is.EqualTo(hello.Epoch), "a study takes frames of its own epoch only");
        foreach (var value in named)
            Assert.That(refused.Text, Does.Contain(value));
        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(status.Detail, Is.EqualTo($"{code}: {refused.Text}"));
        Assert.That(
            (await _engine.StateAsync()).Instrument,
            Has.All.Matches<InstrumentState>(i => i is { StudyAttached: false, Epoch: 0 })
        );
    }

    [TestCaseSource(nameof(Changes))]
    public async Task Refuses_an_epoch_that_is_another_instrument_contract_or_label_than_it_was(Action<Hello> change)
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var hello = SampleFrames.Hello();
        change(hello.Hello);
        await study.SendAsync(hello);

        var status = await study.EndAsync();

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(status.Detail, Does.StartWith("epoch_changed: "));
    }

    [Test]
    public async Task Takes_a_study_that_plays_made_up_data_when_it_says_so()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        var hello = SampleFrames.Hello();
        hello.Hello.Contract = "SYNTHETIC-ESZ26_FUT_CME";
        hello.Hello.Label = "SYNTHETIC";
        Assert.That((await study.GreetAsync(hello)).Role, Is.EqualTo(Role.Publisher));
        Assert.That((await study.NextAsync(Body.State)).State.Label, Is.EqualTo("SYNTHETIC"));
        Assert.That((await engine.InstrumentAsync()).Label, Is.EqualTo("SYNTHETIC"));
    }

    [Test]
    public async Task Fault_64_a_study_whose_chart_trades_another_symbol_feeds_nothing_and_is_told_why()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        var hello = SampleFrames.Hello();
        hello.Hello.TradeSymbol = "MESH24_FUT_CME";
        var welcome = await study.GreetAsync(hello);
        Assert.That(welcome.Role, Is.EqualTo(Role.Reader), "although nobody publishes");
        Assert.That(welcome.EngineState, Does.Contain("MESH24_FUT_CME").And.Contain(hello.Hello.Contract));

        await study.SendAsync(SampleFrames.Trades(counter: 1));
        using var other = engine.Study();
        var whole = SampleFrames.Hello();
        whole.Epoch++;
        whole.Hello.TradeSymbol = whole.Hello.Contract;
        Assert.That((await other.GreetAsync(whole)).Role, Is.EqualTo(Role.Publisher), "its own symbol is no other");
        Assert.That((await engine.InstrumentAsync()).TradeRecords, Is.Zero);
    }

    [Test]
    public async Task Fault_16_a_study_of_another_account_only_reads_while_something_of_ours_is_open()
    {
        await using var engine = await RunningEngine.StartAsync(coverageFloor: 0.30, trading: new() { Mode = Accounts.TradingMode.Sim });
        using (var study = engine.Study())
        {
            await study.GreetAsync(Trader(5, "SIM1"));
            await study.SendAsync(Flat(5, 1), Flat(5, 2));
            var tape = TrendTape.Frames(5)[..3_700];
            foreach (var frame in tape)
                frame.Counter += 2;
            foreach (var part in tape.Chunk(200))
            {
                await study.SendAsync([Beat(5), .. part]);
                await study.AckedAsync(part[^1].Counter);
            }

            Assert.That((await engine.InstrumentAsync("MES")).Order, Is.Not.Empty, "nothing was ordered, so nothing is shown");
        }

        await engine.UntilAsync(state => !state.StudyAttached, "MES");
        using var other = engine.Study();
        var welcome = await other.GreetAsync(Trader(6, "SIM2"));
        Assert.That(welcome.Role, Is.EqualTo(Role.Reader), "flat there says nothing of the order here");
        Assert.That(welcome.EngineState, Does.Contain("SIM1").And.Contain("SIM2"));
        using var same = engine.Study();
        Assert.That((await same.GreetAsync(Trader(7, "SIM1"))).Role, Is.EqualTo(Role.Publisher));
    }

    private static StudyFrame Trader(ulong epoch, string account)
    {
        var frame = TrendTape.Hello(epoch);
        (frame.Hello.Contract, frame.Hello.Account) = ("MESU23_FUT_CME", account);
        (frame.Hello.Mode, frame.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
        return frame;
    }

    private static StudyFrame Beat(ulong epoch)
    {
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        return new()
        {
            Epoch = epoch,
            StudySeenUnixNs = now,
            StudySentUnixNs = now,
            Heartbeat = new Heartbeat { ServerState = 2 },
        };
    }

    private static StudyFrame Flat(ulong epoch, ulong counter) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            OrderSnapshot = new OrderSnapshot
            {
                Position = new PositionReport
                {
                    ObservedUnixUs = 1_688_047_200_000_000,
                    Simulated = true,
                    Reading = counter,
                },
                FillsKnown = true,
            },
        };

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Change("trade symbol", hello => hello.TradeSymbol = "ESH27_FUT_CME");
        yield return Change("contract", hello => hello.Contract = "ESH27_FUT_CME");
        yield return Change("label", hello => hello.Label = hello.Label.Length == 0 ? "REPLAY" : "");
        yield return Change("instrument", hello => (hello.Instrument, hello.TickValueUsd) = ("MES", 1.25));

        static TestCaseData Change(string what, Action<Hello> change) => new TestCaseData(change).SetArgDisplayNames(what);
    }

    private static IEnumerable<TestCaseData> Mismatches()
    {
        yield return Case("version_mismatch", h => h.ProtocolVersion = 3, "protocol 3", "speaks 4");
        yield return Case("version_mismatch", h => h.ProtocolVersion = 5, "protocol 5", "speaks 4");
        yield return Case("bad_instrument", h => h.Instrument = "CL", "\"CL\"", "ES, MES, NQ, MNQ");
        yield return Case("bad_tick_size", h => h.TickSizePoints = 0.5, "0.5", "0.25");
        yield return Case("bad_tick_size", h => h.TickSizePoints = double.NaN, "NaN", "0.25");
        yield return Case("bad_tick_value", h => h.TickValueUsd = 1.25, "1.25", "12.5");
        yield return Case("mode_mismatch", h => h.Mode = TradingMode.Live, "Live", "DryRun");
        yield return Case("mode_mismatch", h => h.Mode = TradingMode.Unspecified, "Unspecified", "DryRun");
        yield return Case("bad_label", h => h.Label = "REAL\n", "REAL\\u000a");
        yield return Case("bad_label", h => h.Contract = "SYNTHETIC-ESZ26_FUT_CME", "made up");
        yield return Case("bad_label", h => h.Replay = ReplayState.Running, "replaying");
        yield return Case("malformed", h => h.BookDepthLevels = 11, "11", "1 to 10");
        yield return Case("malformed", h => h.Contract = "", "contract");
        yield return Case("malformed", h => h.TradeSymbol = new string('E', 65), "trade symbol");
        yield return Case("malformed", h => h.OldestCounter = 9, "9");
    }

    private static TestCaseData Case(string code, Action<Hello> change, params string[] named) =>
        new TestCaseData(change, code, named).SetArgDisplayNames(code, named[0]);
}
