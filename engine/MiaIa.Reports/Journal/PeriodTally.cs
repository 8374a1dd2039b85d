using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Replay.Tallies;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Journal;

/// <summary>Gathers what the journal tells of one instrument, over all chains of a period.</summary>
internal sealed class PeriodTally
{
    private readonly ScoreTally _score = new();
    private readonly EpisodeTally _episodes = new();
    private readonly Dictionary<string, long> _refused = [];
    private readonly Dictionary<string, long> _incidents = [];
    private IReadOnlyList<HopFacts> _hops = [];
    private long _trades;
    private long _books;
    private long _gaps;
    private long _missing;
    private long _sound;

    /// <summary>The state after a record.</summary>
    internal void Look(InstrumentEngine instrument, long nowNs, double floor)
    {
        var state = instrument.Core.State;
        _episodes.Look(nowNs, state.Tier, state.ScoreNano, state.Coverage >= floor);
    }

    /// <summary>A second has begun in which a study is attached.</summary>
    internal void Second(InstrumentEngine instrument, double floor, bool isRegular)
    {
        _score.Add(instrument.Core);
        if (!isRegular || instrument.Core.State.Coverage < floor)
            return;
        var gates = instrument.Core.Gates;
        _sound += gates[(int)Gate.TradesFresh].Passed && gates[(int)Gate.BookFresh].Passed ? 1 : 0;
    }

    internal void EndChain(InstrumentEngine instrument)
    {
        var counters = instrument.Core.Counters;
        _trades += counters.TradeRecords;
        _books += counters.DepthSnapshots;
        _gaps += counters.Gaps;
        _missing += counters.FramesMissing;
        foreach (var (name, count) in instrument.Refused.NonZero())
            _refused[name] = _refused.GetValueOrDefault(name) + (long)count;
        foreach (var (kind, count) in instrument.Core.Trading.Orders.Counters.Incidents().Where(incident => incident.Count > 0))
            _incidents[kind] = _incidents.GetValueOrDefault(kind) + count;
        if (instrument.StudyLatency.Count > 0)
        {
            _hops =
            [
                .. instrument.StudyLatency.Select(hop => new HopFacts(
                    hop.Hop,
                    (long)hop.Count,
                    hop.P50Us / 1e3,
                    hop.P99Us / 1e3,
                    hop.MaxUs / 1e3
                )),
            ];
        }

        _score.Break();
        _episodes.Break();
    }

    internal InstrumentFacts Facts(string name) =>
        new(
            name,
            _sound,
            Rate.Of(_episodes.Good, _episodes.Held),
            _score.MeanCoverage,
            _trades,
            _books,
            _gaps,
            _missing,
            _refused,
            _hops,
            [.. _score.Features.Select(LifeOf)]
        )
        {
            Incidents = _incidents,
        };

    private static FeatureLife LifeOf(FeatureTally feature) =>
        new(
            FeatureNames.Of(feature.Feature),
            feature.Samples,
            feature.Samples == 0 ? null : (double)feature.Ready / feature.Samples,
            feature.Liveness.ToString(),
            feature.MainReason,
            Known(feature.VarianceShare),
            Known(feature.CorrelationWithRest),
            Known(feature.CorrelationWithReturn)
        );

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
