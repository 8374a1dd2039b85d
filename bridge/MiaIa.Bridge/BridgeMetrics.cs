using System.Diagnostics.Metrics;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Wire;

namespace MiaIa.Bridge;

/// <summary>
/// What the bridge measures, under the meter <c>MiaIa.Bridge</c>. All of it is read from the counters that the relay keeps anyway, so
/// that a measurement costs nothing until somebody asks.
/// </summary>
internal static class BridgeMetrics
{
    internal const string MeterName = "MiaIa.Bridge";

    internal static void Observe(IMeterFactory meters, BridgeCounters counters)
    {
        var meter = meters.Create(MeterName);
        Count("miaia.bridge.frames.received", "{frame}", "Frames from studies.", () => counters.FramesReceived);
        Count("miaia.bridge.bytes.received", "By", "Bytes of the frames from studies.", () => counters.BytesReceived);
        Count("miaia.bridge.frames.relayed", "{frame}", "Frames written to the engine.", () => counters.FramesRelayed);
        Count(
            "miaia.bridge.frames.returned",
            "{frame}",
            "Frames from the engine that were sent to studies.",
            () => counters.FramesReturned
        );
        Count("miaia.bridge.frames.duplicate", "{frame}", "Frames that had been taken before.", () => counters.Duplicates);
        Count("miaia.bridge.frames.lost", "{frame}", "Frames inside declared gaps.", () => counters.FramesInGaps);
        Count("miaia.bridge.resends", "{request}", "Resends that studies were asked for.", () => counters.ResendsRequested);
        Count("miaia.bridge.engine.attached", "{call}", "How often a study and the engine found each other.", () => counters.Attached);
        Count("miaia.bridge.engine.lost", "{call}", "How often a study and the engine lost each other.", () => counters.Lost);
        meter.CreateObservableCounter(
            "miaia.bridge.frames.dropped",
            () =>
                new[]
                {
                    Tagged(counters.DroppedEngineAway, "engine_away"),
                    Tagged(counters.DroppedEngineSlow, "engine_slow"),
                    Tagged(counters.DroppedNotPublisher, "not_publisher"),
                    Tagged(counters.FromUnknownStudy, "unknown_study"),
                    Tagged(counters.ReaderOverflows, "reader_full"),
                    Tagged(counters.NobodyThere, "nobody_there"),
                },
            "{frame}",
            "Frames that were dropped, by reason; the study's ring keeps its own."
        );
        meter.CreateObservableCounter(
            "miaia.bridge.frames.refused",
            () => Enum.GetValues<FrameFault>().Select(fault => Tagged(counters.Refused(fault), fault.ToString())),
            "{frame}",
            "Frames that were refused, by fault."
        );

        void Count(string name, string unit, string description, Func<long> read) =>
            meter.CreateObservableCounter(name, read, unit, description);
    }

    private static Measurement<long> Tagged(long value, string reason) => new(value, new KeyValuePair<string, object?>("reason", reason));
}
