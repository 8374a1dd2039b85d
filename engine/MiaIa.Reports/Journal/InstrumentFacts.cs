using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Journal;

/// <summary>What the journal tells of one instrument.</summary>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="SoundSeconds">Regular seconds with a study attached, trades and book fresh, and coverage at the settings' floor or above.</param>
/// <param name="Good">Share of the episodes of WEAK or better that had held for 750 ms which were GOOD or better then.</param>
/// <param name="MeanCoverage">Over the seconds in which a study was attached.</param>
/// <param name="TradeRecords">Records of time and sales.</param>
/// <param name="Books">Book snapshots.</param>
/// <param name="Gaps">Declared by the study.</param>
/// <param name="FramesMissing">Lost in them.</param>
/// <param name="Refused">Frames that were refused, by reason.</param>
/// <param name="Hops">The study's own histograms, as it last told them.</param>
/// <param name="Features">The ten, each second.</param>
public sealed record InstrumentFacts(
    string Instrument,
    long SoundSeconds,
    Rate Good,
    double MeanCoverage,
    long TradeRecords,
    long Books,
    long Gaps,
    long FramesMissing,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyList<HopFacts> Hops,
    IReadOnlyList<FeatureLife> Features
)
{
    /// <summary>What went past the plain course of orders, by kind; only what happened.</summary>
    public IReadOnlyDictionary<string, long> Incidents { get; init; } = new Dictionary<string, long>();
}

/// <summary>A hop of the round trip by the study's own histogram, since its epoch began.</summary>
/// <param name="Hop">Such as round_trip.</param>
/// <param name="Count">Samples.</param>
/// <param name="P50Millis">The median.</param>
/// <param name="P99Millis">The 99th percentile.</param>
/// <param name="MaxMillis">The longest.</param>
public sealed record HopFacts(string Hop, long Count, double P50Millis, double P99Millis, double MaxMillis);

/// <summary>Whether a feature lives, and what it contributes.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Samples">Seconds.</param>
/// <param name="Ready">Share of them in which it had a value.</param>
/// <param name="Liveness">Alive, NeverReady, Constant, Saturated or SignFlipped.</param>
/// <param name="MainReason">Why it had none, most often.</param>
/// <param name="VarianceShare">Its part of the score's variance.</param>
/// <param name="CorrelationWithRest">With the sum of the others' contributions.</param>
/// <param name="CorrelationWithReturn">With the price's move over the next minute.</param>
public sealed record FeatureLife(
    string Feature,
    long Samples,
    double? Ready,
    string Liveness,
    string MainReason,
    double? VarianceShare,
    double? CorrelationWithRest,
    double? CorrelationWithReturn
);
