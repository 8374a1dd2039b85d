using Grpc.Core;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
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
        var (ordered, trader, _) = await SimulatedTrader.OrderedAsync();
        await using var engine = ordered;
        using (trader)
            Assert.That((await engine.InstrumentAsync("MES")).Order, Is.Not.Empty, "nothing was ordered, so nothing is shown");

        await engine.UntilAsync(state => !state.StudyAttached, "MES");
        using var other = engine.Study();
        var welcome = await other.GreetAsync(SimulatedTrader.Hello(6, "SIM2"));
        Assert.That(welcome.Role, Is.EqualTo(Role.Reader), "flat there says nothing of the order here");
        Assert.That(welcome.EngineState, Does.Contain("SIM1").And.Contain("SIM2"));
        using var same = engine.Study();
        Assert.That((await same.GreetAsync(SimulatedTrader.Hello(7, "SIM1"))).Role, Is.EqualTo(Role.Publisher));
    }

    [Test]
    public async Task Fault_16_a_journal_of_another_account_feeds_no_order_also_when_nothing_is_open()
    {
        using var folder = new TemporaryFolder();
        var trading = new TradingSettings { Mode = Accounts.TradingMode.Sim };
        await using (var engine = await RunningEngine.StartAsync(folder.FullName, trading: trading))
        {
            using var study = engine.Study();
            Assert.That((await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"))).Role, Is.EqualTo(Role.Publisher));

            // The trader selects another account on the chart: the same stream says Hello again.
            var welcome = await study.GreetAsync(SimulatedTrader.Hello(5, "SIM2"));
            Assert.That(welcome.Role, Is.EqualTo(Role.Reader));
            Assert.That((await engine.InstrumentAsync("MES")).StudyAttached, Is.False);
            Assert.That((await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"))).Role, Is.EqualTo(Role.Publisher));
        }

        await using var after = await RunningEngine.StartAsync(folder.FullName, trading: trading);
        using var other = after.Study();
        var refused = await other.GreetAsync(SimulatedTrader.Hello(6, "SIM2"));
        Assert.That(refused.Role, Is.EqualTo(Role.Reader));
        Assert.That(
            refused.EngineState,
            Is.EqualTo(
                "the journal is of account \"SIM1\", and the chart's is \"SIM2\": select that one, or start the engine with another Journal:Directory"
            )
        );
        Assert.That((await after.InstrumentAsync("MES")).Refused.Single().Name, Is.EqualTo("other_account"));
        using var nq = after.Study();
        var another = SimulatedTrader.Hello(8, "SIM2");
        (another.Hello.Instrument, another.Hello.Contract) = ("MNQ", "MNQU23_FUT_CME");
        (another.Hello.TickValueUsd, another.Hello.TradeSymbol) = (0.5, another.Hello.Contract);
        Assert.That((await nq.GreetAsync(another)).Role, Is.EqualTo(Role.Reader), "one account over all instruments");
    }

    [TestCase("SIM2", true, "a position of account \"SIM2\", and the study's is \"SIM1\"")]
    [TestCase("SIM1", false, "a position of real money, and the mode is Sim")]
    public async Task Fault_16_a_position_of_another_account_or_kind_is_refused_counted_and_lets_no_entry_pass(
        string account,
        bool isSimulated,
        string why
    )
    {
        var said = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim }, heard: said);
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await study.SendAsync(SimulatedTrader.Flat(5, 1, "SIM1"), SimulatedTrader.Flat(5, 2, "SIM1"));
        await study.AckedAsync(2);
        Assert.That(WhyNot(engine), Is.Empty);
        await study.SendAsync(
            SimulatedTrader.Flat(5, 3, account, isSimulated),
            new StudyFrame
            {
                Epoch = 5,
                Counter = 4,
                PositionReport = SimulatedTrader.Flat(5, 4, account, isSimulated).OrderSnapshot.Position,
            }
        );
        await study.AckedAsync(4);
        Assert.That(WhyNot(engine), Is.Not.Empty);
        var refused = (await engine.InstrumentAsync("MES")).Refused.Single();
        Assert.That((refused.Name, refused.Count), Is.EqualTo(("other_account", 2UL)));
        Assert.That(said.All, Has.Some.Contains(why));
        await study.SendAsync(SimulatedTrader.Flat(5, 5, "SIM1"), SimulatedTrader.Flat(5, 6, "SIM1"));
        await study.AckedAsync(6);
        Assert.That(WhyNot(engine), Is.Empty, "the right one ends it");
    }

    private static string WhyNot(RunningEngine engine) =>
        engine.Server.Runner.Read(state => state.FindInstrument("MES")!.Core.Trading.Orders.WhyNot);

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
        yield return Case("version_mismatch", h => h.ProtocolVersion = 4, "protocol 4", "speaks 5");
        yield return Case("version_mismatch", h => h.ProtocolVersion = 6, "protocol 6", "speaks 5");
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
