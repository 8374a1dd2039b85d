using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>How often a study is told what the journal has, by a clock that stands still unless a test moves it.</summary>
public sealed class AcknowledgementTests
{
    private readonly HeldTime _time = new(new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Messages_within_50_ms_are_acknowledged_together_by_the_next_message_after_them()
    {
        await using var engine = await RunningEngine.StartAsync(time: _time, acknowledgeMs: 50);
        using var study = await AnsweredAsync(engine);
        for (var counter = 2UL; counter <= 40; counter++)
            await SendAsync(study, counter);
        await engine.UntilAsync(s => s.TradeRecords == 40 * 3);

        _time.Move(TimeSpan.FromMilliseconds(50));
        await SendAsync(study, 41);
        var last = await study.AckedAsync(41);
        Assert.That(Acknowledged(study), Is.EqualTo([1, 41]));
        Assert.That((last.StudySeenUnixNs, last.StudySentUnixNs), Is.EqualTo((11L, 12L)));
        Assert.That(last.EngineAnsweredUnixNs, Is.EqualTo(last.EngineReceivedUnixNs), "by a clock that stands still");
    }

    [Test]
    public async Task A_last_message_is_acknowledged_by_the_clock_and_tells_no_times()
    {
        await using var engine = await RunningEngine.StartAsync(time: _time, acknowledgeMs: 50);
        using var study = await AnsweredAsync(engine);
        await SendAsync(study, 2);
        await engine.UntilAsync(s => s.TradeRecords == 2 * 3);

        _time.Move(TimeSpan.FromMilliseconds(100));
        var late = await study.AckedAsync(2);
        Assert.That(
            (late.StudySeenUnixNs, late.StudySentUnixNs, late.EngineReceivedUnixNs, late.EngineAnsweredUnixNs),
            Is.EqualTo((0L, 0L, 0L, 0L)),
            "the study would take the wait for the way"
        );
    }

    [Test]
    public async Task What_a_study_sent_last_is_acknowledged_before_its_stream_ends()
    {
        await using var engine = await RunningEngine.StartAsync(time: _time, acknowledgeMs: 50);
        using var study = await AnsweredAsync(engine);
        await SendAsync(study, 2);
        await study.CompleteAsync();
        await study.EndAsync();
        Assert.That(Acknowledged(study), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task What_was_read_before_a_stop_is_acknowledged()
    {
        await using var engine = await RunningEngine.StartAsync(time: _time, acknowledgeMs: 50);
        using var study = await AnsweredAsync(engine);
        await SendAsync(study, 2);
        await engine.UntilAsync(s => s.TradeRecords == 2 * 3);
        var end = study.EndAsync();
        await engine.Server.StopAsync();
        await end;
        Assert.That(Acknowledged(study), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task With_0_ms_each_message_is_answered()
    {
        await using var engine = await RunningEngine.StartAsync(time: _time);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        for (var counter = 1UL; counter <= 5; counter++)
        {
            await SendAsync(study, counter);
            await study.AckedAsync(counter);
        }
    }

    // The first message after a pause is answered at once.
    private static async Task<ScriptedStudy> AnsweredAsync(RunningEngine engine)
    {
        var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await SendAsync(study, 1);
        await study.AckedAsync(1);
        return study;
    }

    private static Task SendAsync(ScriptedStudy study, ulong counter)
    {
        var frame = SampleFrames.Trades(counter: counter);
        (frame.StudySeenUnixNs, frame.StudySentUnixNs) = (11, 12);
        return study.SendAsync(frame);
    }

    private static ulong[] Acknowledged(ScriptedStudy study) =>
        [.. study.Heard.Where(frame => frame.BodyCase == Body.Ack).Select(frame => frame.Ack.Counter)];
}
