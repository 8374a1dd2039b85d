using System.Diagnostics.Metrics;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>What studies send, what is refused of it, and the journal.</summary>
internal static class StreamMetrics
{
    internal static void Add(SampledMeter meter)
    {
        meter.CountEach("miaia.engine.trade_records", "{record}", "Trade records taken.", i => i.TradeRecords);
        meter.CountEach("miaia.engine.depth_snapshots", "{snapshot}", "Books taken.", i => i.DepthSnapshots);
        meter.CountEach("miaia.engine.gaps", "{gap}", "Gaps in the frames of a study.", i => i.Gaps);
        meter.CountEach("miaia.engine.frames.missing", "{frame}", "Frames lost for good.", i => i.FramesMissing);
        meter.CountEach("miaia.engine.frames.duplicate", "{frame}", "Frames that had been taken before.", i => i.Duplicates);
        meter.CountEach("miaia.engine.resends", "{request}", "Resends that studies were asked for.", i => i.ResendsRequested);
        meter.CountEach(
            "miaia.engine.frames.refused",
            "{frame}",
            "Frames that were refused, by reason.",
            "reason",
            i => i.Refused.Select(refused => (refused.Name, refused.Count))
        );
        meter.Gauge("miaia.engine.studies.attached", "{study}", "Studies that are attached now.", sample => sample.Studies);
        meter.GaugeEach("miaia.engine.feed.age", "s", "Since the study of the instrument was last heard.", i => i.FeedAgeSeconds);
        meter.GaugeEach(
            "miaia.engine.clock.offset",
            "s",
            "Market time less this PC's clock; nothing while an old session is played.",
            i => i.ClockOffsetSeconds
        );
        meter.Gauge(
            "miaia.engine.outbox.size",
            "By",
            "What waits for the study that reads most slowly; it is cut off at about a megabyte.",
            sample => sample.OutboxBytes
        );
        AddJournal(meter);
        AddStudy(meter);
    }

    private static void AddJournal(SampledMeter meter)
    {
        meter.Count("miaia.engine.journal.records", "{record}", "Records journalled.", sample => (long)sample.Status.Journal.Records);
        meter.Count("miaia.engine.journal.bytes", "By", "Bytes journalled.", sample => (long)sample.Status.Journal.Bytes);
        meter.Count(
            "miaia.engine.journal.records.lost",
            "{record}",
            "Records that a dead journal did not take.",
            sample => sample.RecordsLost
        );
        meter.Gauge(
            "miaia.engine.journal.failing",
            null,
            "1 while the journal cannot be written.",
            sample => sample.IsJournalFailing ? 1 : 0
        );
        meter.Gauge("miaia.engine.carry.faults", "{section}", "What of the day before did not fit.", sample => sample.CarryFaults);
    }

    private static void AddStudy(SampledMeter meter)
    {
        CountOf("miaia.study.records.refused", "{record}", "Records that the study refused: no price, no volume.", s => s.RefusedRecords);
        CountOf("miaia.study.frames.refused", "{frame}", "Frames of ours that the study could not read.", s => s.FramesRefused);
        CountOf("miaia.study.books.conflated", "{snapshot}", "Books not sent because the study's ring was full.", s => s.DepthConflated);
        CountOf("miaia.study.sierra.markers", "{marker}", "Times that Sierra itself said that data is missing.", s => s.SierraMarkers);
        meter.GaugeEach(
            "miaia.study.call.longest",
            "s",
            "The longest call of the study since its epoch began.",
            i => i.Study is null ? null : i.Study.CallUsMax / 1e6
        );
        meter.Gauges(
            "miaia.study.hop.latency",
            "s",
            "Each hop by the study's own histogram since its epoch began: p50, p99 and max.",
            sample => sample.Status.Instrument.SelectMany(i => i.Latency.SelectMany(latency => HopOf(i.Instrument, latency)))
        );

        void CountOf(string name, string unit, string description, Func<StudyCounters, ulong> read) =>
            meter.Count(
                name,
                unit,
                description,
                sample =>
                    sample.Status.Instrument.Where(i => i.Study is not null).Select(i => SampledMeter.Of((long)read(i.Study), i.Instrument))
            );
    }

    private static IEnumerable<Measurement<double>> HopOf(string instrument, HopLatency latency)
    {
        (string Name, double Micros)[] statistics = [("p50", latency.P50Us), ("p99", latency.P99Us), ("max", latency.MaxUs)];
        return statistics.Select(statistic => new Measurement<double>(
            statistic.Micros / 1e6,
            new("instrument", instrument),
            new("hop", latency.Hop),
            new("statistic", statistic.Name)
        ));
    }
}
