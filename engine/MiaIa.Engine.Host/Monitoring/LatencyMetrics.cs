using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Sessions;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>Histograms of hops, drains and steps. Recorded a quarter of a second later on another thread than that which drained.</summary>
internal sealed class LatencyMetrics
{
    private const double NsPerS = 1e9;

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.000_01,
            0.000_02,
            0.000_05,
            0.000_1,
            0.000_2,
            0.000_5,
            0.001,
            0.002,
            0.005,
            0.01,
            0.02,
            0.05,
            0.1,
            0.2,
            0.5,
            1,
        ],
    };

    private static readonly InstrumentAdvice<int> Frames = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };

    private readonly Histogram<double> _hops;
    private readonly Histogram<double> _drains;
    private readonly Histogram<double> _steps;
    private readonly Histogram<int> _frames;

    internal LatencyMetrics(Meter meter, DrainTimes drains)
    {
        _hops = meter.CreateHistogram(
            "miaia.engine.hop.duration",
            "s",
            "How long the newest frame of a drain was under way, by hop, by the wall clocks of the programs.",
            null,
            Seconds
        );
        _drains = meter.CreateHistogram(
            "miaia.engine.drain.duration",
            "s",
            "How long a drain of a study's stream took, from its first frame to its answers handed over.",
            null,
            Seconds
        );
        _steps = meter.CreateHistogram(
            "miaia.engine.step.duration",
            "s",
            "A drain's time over its frames: what one frame costs with its share of journal and answer.",
            null,
            Seconds
        );
        _frames = meter.CreateHistogram("miaia.engine.drain.frames", "{frame}", "Frames that one drain took.", null, Frames);
        meter.CreateObservableCounter(
            "miaia.engine.drain.unmeasured",
            () => drains.Lost,
            "{drain}",
            "Drains whose times found no room before they were recorded."
        );
    }

    internal void Record(in DrainTime time)
    {
        var instrument = new KeyValuePair<string, object?>("instrument", time.Instrument ?? "none");
        _drains.Record(time.EngineNs / NsPerS, instrument);
        _frames.Record(time.Frames, instrument);
        if (time.Frames > 0)
            _steps.Record(time.EngineNs / NsPerS / time.Frames, instrument);
        Hop("seen_sent", time.SeenSentNs);
        Hop("sent_bridge", time.SentBridgeNs);
        Hop("bridge_engine", time.BridgeEngineNs);
        Hop("seen_engine", time.SeenEngineNs);
        Hop("seen_answer", time.SeenEngineNs < 0 ? -1 : time.SeenEngineNs + time.EngineNs);

        void Hop(string name, long ns)
        {
            if (ns >= 0)
                _hops.Record(ns / NsPerS, instrument, new KeyValuePair<string, object?>("hop", name));
        }
    }
}
