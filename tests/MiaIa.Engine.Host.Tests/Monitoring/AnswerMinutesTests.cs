using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Reports.Answers;
using Serilog;
using Serilog.Core;

namespace MiaIa.Engine.Host.Tests.Monitoring;

/// <summary>What a running engine measures of a minute is what its reports read.</summary>
public sealed class AnswerMinutesTests
{
    private const int LooksAMinute = 4 * 60;

    [Test]
    public async Task A_minute_of_a_study_comes_to_the_reports_with_the_way_from_its_call_to_the_answer()
    {
        using var folder = new TemporaryFolder();
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        await using var monitor = new EngineMonitor(
            engine.Server.Runner,
            new BesideRunner(() => null, () => 0, [("journal", Path.GetTempPath())]) { AnswersFolder = folder.File("latency") },
            null,
            new LogMessages(Logger.None),
            measured.Meters,
            TimeProvider.System
        );
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var frame = SampleFrames.Trades(counter: 1);
        var before = NowNs();
        // Nine seconds ago by its own clock.
        frame.StudySeenUnixNs = before - 9_000_000_000;
        frame.StudySentUnixNs = frame.StudySeenUnixNs;
        await study.SendAsync(frame);
        await study.AckedAsync(1);
        var after = NowNs();
        for (var i = 0; i < LooksAMinute; i++)
            monitor.Look();
        var minute = AnswerFiles.Read(folder.File("latency"), UnixNanos.Trusted(0), UnixNanos.Trusted(NowNs() * 2)).Single();
        Assert.That((minute.Instrument, minute.Answers), Is.EqualTo(("ES", 1)));
        Assert.That(minute.P99Millis, Is.InRange(9_000, 9_000 + ((after - before) / 1e6)));
        Assert.That((minute.MeanMillis, minute.LongestMillis), Is.EqualTo((minute.P99Millis, minute.P99Millis)));
    }

    [Test]
    public async Task What_cannot_be_written_ends_nothing_and_is_said_once()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("latency"), "a file where the folder should be");
        var said = new SaidLines();
        var minutes = new AnswerMinutes(
            folder.File("latency"),
            new LogMessages(new LoggerConfiguration().WriteTo.Sink(said).CreateLogger())
        );
        var sample = engine.Server.Runner.Sample();
        minutes.Write(sample, "ES", new LatencyFigures(1, 1, 1, 1, 1));
        minutes.Write(sample, "ES", new LatencyFigures(1, 1, 1, 1, 1));
        Assert.That(said.Warnings.Single(), Does.Contain("takes no latency"));
    }

    private static long NowNs() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
}
