using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class GapTests
{
    private RunningEngine _engine = null!;

    [SetUp]
    public async Task StartEngine() => _engine = await RunningEngine.StartAsync();

    [TearDown]
    public async Task StopEngine() => await _engine.DisposeAsync();

    [Test]
    public async Task Fault_08_A_declared_gap_moves_the_order_on_and_is_counted()
    {
        using var study = _engine.Study();
        await study.GreetAsync(Announcing(9));
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Gap(2, 9), SampleFrames.Trades(counter: 10));
        await study.AckedAsync(10);

        var state = await _engine.InstrumentAsync();
        Assert.That(state.Gaps, Is.EqualTo(1));
        Assert.That(state.FramesMissing, Is.EqualTo(8));
        Assert.That(state.TradeRecords, Is.EqualTo(6));
    }

    [TestCase(10ul)]
    [TestCase(1ul << 63)]
    [TestCase(ulong.MaxValue)]
    public async Task A_gap_beyond_what_Hello_announced_is_refused_and_what_follows_is_taken(ulong last)
    {
        using var study = _engine.Study();
        await study.GreetAsync(Announcing(9));
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Gap(2, last), SampleFrames.Trades(counter: 2));
        await study.AckedAsync(2);
        Assert.That(study.Heard.Count(f => f.BodyCase == EngineFrame.BodyOneofCase.HelloRequest), Is.EqualTo(1));
        var state = await _engine.InstrumentAsync();
        Assert.That((state.Gaps, state.FramesMissing, state.TradeRecords), Is.EqualTo((0, 0, 6)));
        Assert.That(state.Refused.Sum(r => (long)r.Count), Is.EqualTo(1));

        // The study's ring has overrun in truth: Hello says so, and the gap is what it says.
        await study.SendAsync(Announcing(10), SampleFrames.Gap(3, 10), SampleFrames.Trades(counter: 11));
        await study.AckedAsync(11);
    }

    [Test]
    public async Task A_hello_that_names_an_impossible_frame_is_refused()
    {
        using var study = _engine.Study();
        await study.SendAsync(Announcing(ulong.MaxValue));
        Assert.That((await study.NextAsync(EngineFrame.BodyOneofCase.Refused)).Refused.Text, Does.Contain("newest_counter"));
    }

    private static StudyFrame Announcing(ulong newest)
    {
        var hello = SampleFrames.Hello();
        (hello.Hello.OldestCounter, hello.Hello.NewestCounter) = (1, newest);
        return hello;
    }
}
