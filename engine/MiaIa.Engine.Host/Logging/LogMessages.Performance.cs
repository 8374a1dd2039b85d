using MiaIa.Hosting.Logs;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>What a minute measured; in the files of performance alone.</content>
internal sealed partial class LogMessages
{
    private const double BytesAMegabyte = 1_000_000;

    /// <summary>The drains of one instrument in a minute: from the study's call to the answer, and the engine's part of it, in ms.</summary>
    public void Latency(string instrument, LatencyFigures way, LatencyFigures engine) =>
        LogFolder
            .ForFigures(_log)
            .ForContext("EventId", 110)
            .Information(
                "{Instrument}: {Drains} drains; seen to answer ms mean {Mean:0.000} p50 {P50:0.000} p99 {P99:0.000} max {Max:0.000} of {Timed}; "
                    + "in the engine ms mean {EngineMean:0.0000} p50 {EngineP50:0.0000} p99 {EngineP99:0.0000} max {EngineMax:0.0000}",
                instrument,
                engine.Count,
                way.Mean,
                way.P50,
                way.P99,
                way.Longest,
                way.Count,
                engine.Mean,
                engine.P50,
                engine.P99,
                engine.Longest
            );

    /// <summary>The program in a minute.</summary>
    public void Process(
        long readySeconds,
        long seconds,
        long workingSet,
        long heap,
        TimeSpan paused,
        long longPauses,
        TimeSpan cpu,
        int threads
    ) =>
        LogFolder
            .ForFigures(_log)
            .ForContext("EventId", 111)
            .Information(
                "ready {ReadySeconds} of {Seconds} s; memory {MemoryMb:0.0} MB, heap {HeapMb:0.0} MB; collector paused {PausedMs:0.0} ms, "
                    + "{LongPauses} long pauses since the start; processor {CpuMs:0} ms; {Threads} pool threads",
                readySeconds,
                seconds,
                workingSet / BytesAMegabyte,
                heap / BytesAMegabyte,
                paused.TotalMilliseconds,
                longPauses,
                cpu.TotalMilliseconds,
                threads
            );

    /// <summary>Where metrics and health are asked for.</summary>
    public void MetricsServed(Uri address) =>
        Write(112, LogEventLevel.Information, "metrics at {Address}, health at /healthz and /readyz", new Uri(address, "metrics"));

    /// <summary>The engine goes on without.</summary>
    public void MetricsNotServed(int port, string why) =>
        Write(
            113,
            LogEventLevel.Error,
            "no metrics and no health: port {Port} cannot be had ({Why}); the engine goes on without them. Set Metrics:Port",
            port,
            why
        );
}
