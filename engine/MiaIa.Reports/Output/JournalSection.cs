using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Journal;

namespace MiaIa.Reports.Output;

/// <summary>What the replay of the journal told.</summary>
internal static class JournalSection
{
    internal static void WriteParity(HtmlPage page, Parity parity)
    {
        page.Head(2, $"Parity: {parity.Verdict}");
        foreach (var incident in parity.Incidents)
            page.Say($"INCIDENT: {incident}", "alarm");
        page.Say(
            $"{Counted.Of(parity.Chains, "chain")} with {ReportText.Count(parity.Records)} {Counted.Word(parity.Records, "record")} replayed: "
                + $"{Counted.Of(parity.EndsConfirmed, "end record")} with the same decision hash, "
                + $"{Counted.Of(parity.IntentsConfirmed, "order intent")} made again as recorded."
        );
        foreach (var remark in parity.Remarks)
            page.Say(remark, "soft");
    }

    internal static void Write(HtmlPage page, JournalFacts facts, LatencyFacts? answers, IReadOnlyDictionary<string, string> formulas)
    {
        page.Head(2, "Feeds and latency");
        SayLatency(page, "Study's call to the answer handed over to it", answers);
        SayLatency(page, "Study's call to the engine's receipt", facts.Latency);
        SayLatency(page, "Before it, a trade's own time to the study's call (two clocks)", facts.SierraWait);
        if (facts.Instruments.Count == 0)
            page.Say("Feeds, signals' quality and features: not measured.");
        page.Table(
            [
                "Instrument",
                "Sound seconds",
                "Mean coverage",
                "Trades",
                "Books",
                "Gaps",
                "Frames missing",
                "Refused",
                "Incidents of orders",
                "Episodes GOOD or better [95 %]",
            ],
            facts.Instruments.Select(i =>
                new HtmlCell[]
                {
                    i.Instrument,
                    $"{ReportText.Count(i.SoundSeconds)} of {ReportText.Count(facts.RegularSeconds)}",
                    ReportText.Percent(i.MeanCoverage),
                    ReportText.Count(i.TradeRecords),
                    ReportText.Count(i.Books),
                    ReportText.Count(i.Gaps),
                    ReportText.Count(i.FramesMissing),
                    Counts(i.Refused),
                    Counts(i.Incidents),
                    ReportText.Of(i.Good),
                }
            )
        );
        foreach (var instrument in facts.Instruments)
            WriteInstrument(page, instrument, formulas);
    }

    private static string Counts(IReadOnlyDictionary<string, long> counts) =>
        counts.Count == 0 ? "0" : string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));

    private static void SayLatency(HtmlPage page, string what, LatencyFacts? latency) =>
        page.Say(
            latency is null
                ? $"{what}: not measured."
                : FormattableString.Invariant(
                    $"{what}: mean {latency.MeanMillis:0.000} ms of {latency.Count}; worst 99th percentile of a minute {latency.WorstMinuteP99Millis:0.000} ms, {latency.MinutesOver} of {Counted.Of(latency.Minutes, "minute")} at {LatencyFacts.P99LimitMillis} ms or more."
                )
        );

    private static void WriteInstrument(HtmlPage page, InstrumentFacts instrument, IReadOnlyDictionary<string, string> formulas)
    {
        if (instrument.Hops.Count > 0)
        {
            page.Head(3, $"{instrument.Instrument}: hops by the study's own histogram, since its epoch began");
            page.Table(
                ["Hop", "Samples", "p50 ms", "p99 ms", "max ms"],
                instrument.Hops.Select(hop =>
                    new HtmlCell[]
                    {
                        hop.Hop,
                        ReportText.Count(hop.Count),
                        ReportText.Number(hop.P50Millis, "0.000"),
                        ReportText.Number(hop.P99Millis, "0.000"),
                        ReportText.Number(hop.MaxMillis, "0.000"),
                    }
                )
            );
        }

        page.Head(3, $"{instrument.Instrument}: liveness of the features, each second");
        page.Table(
            [
                "Feature",
                "Seconds",
                "Ready",
                "Liveness",
                "Mostly not ready because",
                "Share of variance",
                "With the rest",
                "With the next minute",
            ],
            instrument.Features.Select(life =>
                new HtmlCell[]
                {
                    life.Feature,
                    ReportText.Count(life.Samples),
                    ReportText.Percent(life.Ready),
                    life.Liveness == "Alive" ? life.Liveness : new HtmlCell(life.Liveness, "lost"),
                    life.MainReason,
                    ReportText.Percent(life.VarianceShare),
                    ReportText.Number(life.CorrelationWithRest),
                    ReportText.Number(life.CorrelationWithReturn),
                }
            )
        );
        page.Say($"Share of variance: {formulas["variance_share"]}. With the next minute: {formulas["correlation_with_return"]}.", "soft");
    }
}
