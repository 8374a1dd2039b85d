using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Hosting;
using Serilog.Core;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class EngineMonitorTests
{
    [Test]
    public async Task What_is_taken_refused_drained_and_journalled_is_measured()
    {
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        await using var monitor = Of(engine, measured);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var refused = SampleFrames.Trades(counter: 4);
        refused.Trades.VolumeLots[0] = 0;
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Depth(counter: 2), SampleFrames.Bar(counter: 3), refused);
        await study.AckedAsync(4);
        Assert.That(() => measured["miaia.engine.trade_records/ES"], Throws.Exception, "nothing is not 0");
        monitor.Look();
        var state = await engine.StateAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured["miaia.engine.trade_records/ES"], Is.EqualTo(3));
            Assert.That(measured["miaia.engine.depth_snapshots/ES"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.trade_records/NQ"], Is.Zero);
            var reason = state.Instrument.Single(i => i.Instrument == "ES").Refused.Single();
            Assert.That(measured[$"miaia.engine.frames.refused/ES/{reason.Name}"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.studies.attached"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.feed.age/ES"], Is.InRange(0, 120));
            Assert.That(measured["miaia.engine.halted"], Is.Zero);
            Assert.That(measured["miaia.engine.ready"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.journal.failing"], Is.Zero);
            Assert.That(measured["miaia.engine.journal.records"], Is.GreaterThan(4).And.LessThanOrEqualTo((double)state.Journal.Records));
            // Hello came in a drain of its own, before the study was known by name or after.
            Assert.That(measured["miaia.engine.drain.frames/ES"], Is.InRange(4, 5));
            Assert.That(measured["miaia.engine.drain.duration/ES"], Is.GreaterThan(0));
            Assert.That(measured["miaia.engine.step.duration/ES"], Is.GreaterThan(0));
            Assert.That(measured["miaia.engine.signals/ES/premium"], Is.Zero);
            Assert.That(measured["miaia.disk.free/journal"], Is.GreaterThan(0));
        }
    }

    [TestCase("miaia.engine.coverage")]
    [TestCase("miaia.engine.tier")]
    [TestCase("miaia.trading.state")]
    public async Task What_is_not_known_of_an_instrument_without_a_study_is_absent(string name)
    {
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        await using var monitor = Of(engine, measured);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await study.AckedAsync(1);
        monitor.Look();
        Assert.That(() => measured[name + "/ES"], Throws.Nothing, "it has a study");
        Assert.That(() => measured[name + "/NQ"], Throws.Exception, "no study has ever attached");
        Assert.That(measured["miaia.engine.coverage/ES"], Is.Zero);
        Assert.That(() => measured["miaia.engine.score/ES"], Throws.Exception, "no feature has a value, which is not a score of 0");
    }

    [Test]
    public async Task A_hop_is_what_lies_between_the_times_of_a_frame_and_one_that_says_none_has_none()
    {
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        await using var monitor = Of(engine, measured);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        monitor.Look();
        Assert.That(() => measured["miaia.engine.hop.duration/ES/seen_sent"], Throws.Exception);
        var frame = SampleFrames.Trades(counter: 1);
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        frame.StudySeenUnixNs = now - 9_000_000_000;
        frame.StudySentUnixNs = now - 7_000_000_000;
        frame.BridgeReceivedUnixNs = now - 4_000_000_000;
        frame.BridgeSentUnixNs = now - 3_000_000_000;
        await study.SendAsync(frame);
        await study.AckedAsync(1);
        monitor.Look();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured["miaia.engine.hop.duration/ES/seen_sent"], Is.EqualTo(2));
            Assert.That(measured["miaia.engine.hop.duration/ES/sent_bridge"], Is.EqualTo(3));
            Assert.That(measured["miaia.engine.hop.duration/ES/bridge_engine"], Is.InRange(3, 123));
            Assert.That(measured["miaia.engine.hop.duration/ES/seen_engine"], Is.InRange(9, 129));
            Assert.That(
                measured["miaia.engine.hop.duration/ES/seen_answer"],
                Is.GreaterThan(measured["miaia.engine.hop.duration/ES/seen_engine"])
            );
        }

        // The newest frame that said its times is told once.
        await study.SendAsync(SampleFrames.Trades(counter: 2));
        await study.AckedAsync(2);
        monitor.Look();
        Assert.That(measured["miaia.engine.hop.duration/ES/seen_sent"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_halt_is_counted_and_shown_and_makes_nobody_unready()
    {
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        await using var monitor = Of(engine, measured);
        await engine.Client.HaltAsync(new V1.HaltRequest { By = "test", Reason = "to see" });
        await engine.Client.ResumeAsync(new V1.ResumeRequest { By = "test" });
        await engine.Client.HaltAsync(new V1.HaltRequest { By = "test", Reason = "again" });
        // A look that is three seconds old is none: where the machine stood still behind it, another one.
        Assert.That(Looked, Is.EqualTo((1.0, 2.0, 1.0)).After(60_000, 100));

        (double, double, double) Looked()
        {
            monitor.Look();
            return (measured["miaia.engine.halted"], measured["miaia.engine.halts"], measured["miaia.engine.ready"]);
        }
    }

    internal static EngineMonitor Of(RunningEngine engine, Measured measured, ProgramLog? log = null) =>
        new(
            engine.Server.Runner,
            new BesideRunner(() => engine.Server.Ibkr, () => engine.Server.Gate.Refused, [("journal", Path.GetTempPath())]),
            log,
            new LogMessages(Logger.None),
            measured.Meters,
            TimeProvider.System
        );
}
