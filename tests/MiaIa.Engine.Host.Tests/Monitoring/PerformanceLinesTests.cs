using System.Globalization;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Sessions;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class PerformanceLinesTests
{
    [Test]
    public void A_minute_is_a_line_for_each_instrument_that_had_a_drain_and_one_for_the_program()
    {
        var heard = new Heard();
        var paused = TimeSpan.FromMilliseconds(100);
        var told = new List<(string Instrument, LatencyFigures Way)>();
        var lines = new PerformanceLines(new LogMessages(new LoggerConfiguration().WriteTo.Sink(heard).CreateLogger()), () => paused)
        {
            Told = (instrument, way) => told.Add((instrument, way)),
        };
        for (var i = 1; i <= 100; i++)
            lines.Take(new DrainTime("ES", 2, EngineNs: i * 1_000, -1, -1, -1, SeenEngineNs: i % 2 == 0 ? i * 1_000_000 : -1));
        lines.Take(new DrainTime(null, 1, 1, -1, -1, -1, -1));
        for (var second = 0; second < 60; second++)
            lines.Second(isReady: second >= 3);
        paused += TimeSpan.FromMilliseconds(12.5);
        lines.EndMinute(longPauses: 4);
        Assert.That(heard.Said, Has.Count.EqualTo(2));
        var (es, program) = (heard.Said[0], heard.Said[1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(es, "Drains"), Is.EqualTo(100));
            Assert.That(Of(es, "Timed"), Is.EqualTo(50), "only those that said when the study saw them");
            // 2, 4 … 100 ms and as many µs more: their mean, the 25th, the 50th.
            Assert.That(Of(es, "Mean"), Is.EqualTo(51 + 0.051).Within(1e-9));
            Assert.That(Of(es, "P50"), Is.EqualTo(50 + 0.050).Within(1e-9));
            Assert.That(Of(es, "P99"), Is.EqualTo(100 + 0.100).Within(1e-9));
            Assert.That(Of(es, "EngineP50"), Is.EqualTo(0.050).Within(1e-9));
            Assert.That(Of(es, "EngineP99"), Is.EqualTo(0.099).Within(1e-9));
            Assert.That(Of(es, "EngineMax"), Is.EqualTo(0.100).Within(1e-9));
            Assert.That((Of(program, "ReadySeconds"), Of(program, "Seconds")), Is.EqualTo((57, 60)));
            Assert.That(told.Single().Instrument, Is.EqualTo("ES"));
            Assert.That((told[0].Way.Count, told[0].Way.P99), Is.EqualTo((50, 100.1)), "told as it is written");
            Assert.That((Of(program, "PausedMs"), Of(program, "LongPauses")), Is.EqualTo((12.5, 4)));
            Assert.That(heard.Said.Select(line => ((ScalarValue)line.Properties["Kind"]).Value), Is.All.EqualTo("figures"));
        }

        lines.EndMinute(longPauses: 4);
        Assert.That(heard.Said, Has.Count.EqualTo(3), "a minute without a drain has the program's line alone");
    }

    private static double Of(LogEvent line, string name) =>
        Convert.ToDouble(((ScalarValue)line.Properties[name]).Value, CultureInfo.InvariantCulture);

    private sealed class Heard : ILogEventSink
    {
        internal List<LogEvent> Said { get; } = [];

        public void Emit(LogEvent logEvent) => Said.Add(logEvent);
    }
}
