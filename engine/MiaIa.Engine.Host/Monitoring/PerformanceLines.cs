using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Sessions;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>What a minute measured, as lines of the performance log: exact figures of every drain, for who asks later and has no Prometheus.</summary>
internal sealed class PerformanceLines(LogMessages log, Func<TimeSpan> paused)
{
    // A minute of 1,600 drains a second; a study makes 100.
    private const int TimesMax = 100_000;
    private const double NsPerMs = 1e6;

    private readonly SortedDictionary<string, (List<long> Way, List<long> Engine)> _minute = new(StringComparer.Ordinal);
    private TimeSpan _paused = paused();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private long _readySeconds;
    private long _seconds;

    /// <summary>Told of each instrument's way in a minute: from the study's call to the answer handed over, in ms.</summary>
    internal Action<string, LatencyFigures>? Told { get; init; }

    internal void Take(in DrainTime time)
    {
        if (time.Instrument is null)
            return;
        if (!_minute.TryGetValue(time.Instrument, out var times))
            _minute.Add(time.Instrument, times = ([], []));
        if (times.Engine.Count >= TimesMax)
            return;
        times.Engine.Add(time.EngineNs);
        if (time.SeenEngineNs >= 0)
            times.Way.Add(time.SeenEngineNs + time.EngineNs);
    }

    /// <summary>A second has passed, and the engine was ready in it or not.</summary>
    internal void Second(bool isReady)
    {
        _seconds++;
        if (isReady)
            _readySeconds++;
    }

    /// <summary>Writes the minute down and begins the next one.</summary>
    internal void EndMinute(long longPauses)
    {
        foreach (var (instrument, (way, engine)) in _minute)
        {
            if (engine.Count == 0)
                continue;
            var figures = LatencyFigures.Of(way, NsPerMs);
            log.Latency(instrument, figures, LatencyFigures.Of(engine, NsPerMs));
            if (figures.Count > 0)
                Told?.Invoke(instrument, figures);
            // Their room stays: lists that grew anew each minute would be large objects, which are seldom collected.
            way.Clear();
            engine.Clear();
        }

        var (pausedNow, cpuNow) = (paused(), Environment.CpuUsage.TotalTime);
        log.Process(
            _readySeconds,
            _seconds,
            Environment.WorkingSet,
            GC.GetTotalMemory(forceFullCollection: false),
            pausedNow - _paused,
            longPauses,
            cpuNow - _cpu,
            ThreadPool.ThreadCount
        );
        (_paused, _cpu, _readySeconds, _seconds) = (pausedNow, cpuNow, 0, 0);
    }
}
