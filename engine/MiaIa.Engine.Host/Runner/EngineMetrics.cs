using System.Diagnostics;
using System.Diagnostics.Metrics;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// What the engine measures, under the meter <c>MiaIa.Engine</c>. Totals are read from the state when somebody asks; only drains are
/// recorded as they happen, which costs a branch while nobody listens.
/// </summary>
internal static class EngineMetrics
{
    internal const string MeterName = "MiaIa.Engine";

    private static readonly Meter Drains = new(MeterName);

    private static readonly Histogram<int> DrainFrames = Drains.CreateHistogram<int>(
        "miaia.engine.drain.frames",
        "{frame}",
        "Frames that one drain of a study's stream took."
    );

    private static readonly Histogram<double> DrainSeconds = Drains.CreateHistogram<double>(
        "miaia.engine.drain.duration",
        "s",
        "How long a drain took, from its first frame to its answers handed over."
    );

    /// <summary>One drain is over.</summary>
    internal static void Drained(int frames, long beganTimestamp)
    {
        DrainFrames.Record(frames);
        if (DrainSeconds.Enabled)
            DrainSeconds.Record(Stopwatch.GetElapsedTime(beganTimestamp).TotalSeconds);
    }

    internal static void Observe(IMeterFactory meters, EngineRunner runner, Func<long> callsRefused)
    {
        var meter = meters.Create(MeterName);
        Count("miaia.engine.trade_records", "{record}", "Trade records taken.", i => i.Core.Counters.TradeRecords);
        Count("miaia.engine.depth_snapshots", "{snapshot}", "Books taken.", i => i.Core.Counters.DepthSnapshots);
        Count("miaia.engine.frames.missing", "{frame}", "Frames lost for good.", i => i.Core.Counters.FramesMissing);
        Count("miaia.engine.frames.duplicate", "{frame}", "Frames that had been taken before.", i => (long)i.Duplicates);
        Count("miaia.engine.resends", "{request}", "Resends that studies were asked for.", i => (long)i.ResendsRequested);
        meter.CreateObservableCounter(
            "miaia.engine.frames.refused",
            () => runner.Read(state => state.Instruments.SelectMany(Refusals).ToArray()),
            "{frame}",
            "Frames that were refused, by reason."
        );
        meter.CreateObservableGauge(
            "miaia.engine.studies.attached",
            () => runner.Read(state => state.Epochs.Count(epoch => epoch.IsAttached)),
            "{study}",
            "Studies that are attached now."
        );
        meter.CreateObservableCounter("miaia.engine.calls.refused", callsRefused, "{call}", "Calls refused before they were read.");
        meter.CreateObservableGauge("miaia.engine.halted", () => runner.Read(state => state.IsHalted ? 1 : 0), "1", "1 while halted.");
        meter.CreateObservableCounter(
            "miaia.engine.journal.records",
            () => runner.JournalTotals.Records,
            "{record}",
            "Records journalled."
        );
        meter.CreateObservableCounter("miaia.engine.journal.bytes", () => runner.JournalTotals.Bytes, "By", "Bytes journalled.");
        meter.CreateObservableCounter(
            "miaia.engine.journal.records.lost",
            () => runner.JournalTotals.Lost,
            "{record}",
            "Records that a dead journal did not take."
        );
        meter.CreateObservableGauge(
            "miaia.engine.carry.faults",
            () => runner.Read(state => state.CarryFaults.Count),
            "{section}",
            "What of the day before did not fit."
        );
        meter.CreateObservableGauge(
            "miaia.engine.journal.failing",
            () => runner.JournalTotals.IsFailing ? 1 : 0,
            "1",
            "1 while the journal cannot be written."
        );

        void Count(string name, string unit, string description, Func<InstrumentEngine, long> read) =>
            meter.CreateObservableCounter(
                name,
                () => runner.Read(state => state.Instruments.Select(i => Of(i, read(i))).ToArray()),
                unit,
                description
            );
    }

    private static IEnumerable<Measurement<long>> Refusals(InstrumentEngine instrument) =>
        instrument.Refused.NonZero().Select(refused => Of(instrument, (long)refused.Count, Tag("reason", refused.Name)));

    private static Measurement<long> Of(InstrumentEngine instrument, long value, params KeyValuePair<string, object?>[] more) =>
        new(value, [Tag("instrument", instrument.Name), .. more]);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
