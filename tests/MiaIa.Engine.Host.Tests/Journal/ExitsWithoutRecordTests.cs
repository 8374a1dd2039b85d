using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>Fault 47: the disk is full and a position stands. The core takes nothing then; what is open is closed all the same.</summary>
public sealed class ExitsWithoutRecordTests
{
    // 2023-06-29 15:50 in New York.
    private const long TenToFour = 1_688_068_200_000_000;

    private FaultyFile _file = null!;
    private MovedTime _time = null!;
    private RunningEngine _engine = null!;
    private ScriptedStudy _study = null!;

    [SetUp]
    public async Task BeginOnAFullDisk()
    {
        (_file, _time) = (new(), new(DateTimeOffset.UtcNow));
        _engine = await RunningEngine.StartAsync(
            createSegment: _ => _file,
            time: _time,
            trading: new() { Mode = Accounts.TradingMode.Sim }
        );
        _study = _engine.Study();
        await _study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await _study.SendAsync(SimulatedTrader.Flat(5, 1), SampleFrames.Trades(5, 2, timeUnixUs: TenToFour));
        await _study.AckedAsync(2);
        _file.BytesLeft = 0;
        await _study.SendAsync(SampleFrames.Trades(5, 3, timeUnixUs: TenToFour + 1));
        await _study.NextAsync(Body.Halt);
    }

    [TearDown]
    public async Task End()
    {
        _study.Dispose();
        await _engine.DisposeAsync();
    }

    [Test]
    public async Task Fault_47_All_is_flat_by_the_close_though_nothing_can_be_recorded_and_the_journal_says_so_when_it_can()
    {
        await _study.SendAsync(Position(counter: 4, lots: 2));
        await WaitAsync();
        Assert.That(Flattens(_study), Is.Empty, "ten minutes before the close");
        _time.Move(TimeSpan.FromMinutes(15));
        var flatten = (await _study.NextAsync(Body.Flatten)).Flatten;
        Assert.That((flatten.By, flatten.Reason), Is.EqualTo(("engine", "flat_by_close")));
        _time.Move(TimeSpan.FromSeconds(6));
        await _study.NextAsync(Body.Flatten);

        await _study.SendAsync(Position(counter: 5, lots: 0));
        await WaitAsync();
        var said = Flattens(_study).Count();
        _time.Move(TimeSpan.FromSeconds(6));
        await WaitAsync();
        Assert.That(Flattens(_study).Count(), Is.EqualTo(said), "nothing is left to close");

        _file.BytesLeft = long.MaxValue;
        await _study.SendAsync(SampleFrames.Trades(5, 3, timeUnixUs: TenToFour + 1));
        await _study.AckedAsync(3);
        await _engine.DisposeAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("000001-20260101T000000Z.journal"), _file.ToArray());
        var replay = ReplayOf.Folder(folder.FullName);
        Assert.That(replay.Totals.Unrecorded, Has.One.Matches<string>(text => text!.Contains("No space left on device")));
        Assert.That(replay.Totals.Difference, Is.Null);
    }

    [Test]
    public async Task Fault_47_What_stands_when_the_device_has_died_is_flat_by_the_close_too()
    {
        _file.BytesLeft = long.MaxValue;
        await _study.SendAsync(SampleFrames.Trades(5, 3, timeUnixUs: TenToFour + 1));
        await _study.AckedAsync(3);
        _file.IsSyncFailing = true;
        _engine.Server.Runner.SyncJournal();
        await _study.SendAsync(Position(counter: 4, lots: 2));
        await WaitAsync();
        _time.Move(TimeSpan.FromMinutes(15));
        await _study.NextAsync(frame => frame.Flatten is { Reason: "flat_by_close" }, "flat by the close");
        Assert.That((await _engine.StateAsync()).HaltReason, Does.Contain("the device failed"));
    }

    [Test]
    public async Task Fault_38_A_kill_is_said_again_until_all_is_flat_and_to_a_study_that_attaches_anew()
    {
        await _engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        await _study.NextAsync(Body.Flatten);
        await _study.SendAsync(Position(counter: 4, lots: -1));
        await WaitAsync();
        _time.Move(TimeSpan.FromSeconds(6));
        await _study.NextAsync(frame => frame.Flatten is { Reason: "killed" }, "the kill said again");
        _study.Dispose();
        await _engine.UntilAsync(state => !state.StudyAttached, "MES");

        using var other = _engine.Study();
        await other.GreetAsync(SimulatedTrader.Hello(6, "SIM1"));
        await other.NextAsync(Body.Flatten);
        Assert.That(other.Heard.Select(frame => frame.BodyCase), Has.One.EqualTo(Body.Halt));
    }

    // The view is shown four times a second.
    private async Task WaitAsync()
    {
        for (var i = 0; i < 3; i++)
            await _study.NextAsync(Body.TradingView);
    }

    private static IEnumerable<EngineFrame> Flattens(ScriptedStudy study) => study.Heard.Where(frame => frame.BodyCase == Body.Flatten);

    private static StudyFrame Position(ulong counter, int lots) =>
        new()
        {
            Epoch = 5,
            Counter = counter,
            PositionReport = new PositionReport
            {
                QuantityLots = lots,
                OwnLots = lots,
                Simulated = true,
                Reading = counter,
                ObservedUnixUs = TenToFour,
            },
        };
}
