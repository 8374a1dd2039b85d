using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;

namespace MiaIa.Engine.Host.Tests;

public sealed class EngineMetricsTests
{
    [Test]
    public async Task What_is_taken_refused_drained_and_journalled_is_measured()
    {
        using var measured = new Measured(EngineMetrics.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        EngineMetrics.Observe(measured.Meters, engine.Server.Runner, () => engine.Server.Gate.Refused);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var refused = SampleFrames.Trades(counter: 4);
        refused.Trades.VolumeLots[0] = 0;
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Depth(counter: 2), SampleFrames.Bar(counter: 3), refused);
        await study.AckedAsync(4);
        var state = await engine.StateAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured["miaia.engine.trade_records/ES"], Is.EqualTo(3));
            Assert.That(measured["miaia.engine.depth_snapshots/ES"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.trade_records/NQ"], Is.Zero);
            var reason = state.Instrument.Single(i => i.Instrument == "ES").Refused.Single();
            Assert.That(measured[$"miaia.engine.frames.refused/ES/{reason.Name}"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.studies.attached"], Is.EqualTo(1));
            Assert.That(measured["miaia.engine.halted"], Is.Zero);
            Assert.That(measured["miaia.engine.journal.failing"], Is.Zero);
            Assert.That(
                measured["miaia.engine.journal.records"],
                Is.GreaterThanOrEqualTo((double)state.Journal.Records).And.GreaterThan(4)
            );
            Assert.That(measured["miaia.engine.drain.frames"], Is.GreaterThanOrEqualTo(4));
            Assert.That(measured["miaia.engine.drain.duration"], Is.GreaterThan(0));
        }
    }
}
