using MiaIa.Cli.Parsing;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Replay;
using MiaIa.Replay.Tallies;

namespace MiaIa.Cli.Replay;

/// <summary>What a replay found, as one document for programs: the figures of <see cref="ReplayReport"/>.</summary>
internal static class ReplayOutcome
{
    private static readonly Tier[] Tiers = [Tier.Premium, Tier.Strong, Tier.Good, Tier.Weak];

    /// <summary>The document; a figure that there is not is null.</summary>
    public static string Json(IReplaySource source, ReplayRun run, TimeSpan took, bool isSynthetic) =>
        JsonOutput.Of(
            new
            {
                source.Title,
                Synthetic = isSynthetic,
                Events = run.Tallies.Sum(tally => tally.Instrument.Core.Counters.Events),
                Seconds = took.TotalSeconds,
                DecisionHash = $"{source.Cores.DecisionHash:x16}",
                source.Notes,
                Instruments = run.Tallies.Select(OfInstrument),
            }
        );

    private static object OfInstrument(InstrumentTally tally)
    {
        var (counters, score) = (tally.Instrument.Core.Counters, tally.Score);
        return new
        {
            Instrument = tally.Instrument.Name,
            counters.TradeRecords,
            counters.Trades,
            counters.Lots,
            counters.BuyLots,
            Books = counters.DepthSnapshots,
            counters.MinuteBars,
            counters.Gaps,
            score.Evaluations,
            score.MeanCoverage,
            TierShares = Tiers.ToDictionary(
                tier => $"{tier}",
                tier => score.ShareOf(tier) - (tier == Tier.Premium ? 0 : score.ShareOf(tier + 1))
            ),
            Signals = OfSignals(tally.Signals),
            Features = score.Features.Select(OfFeature),
        };
    }

    private static object OfSignals(SignalTally signals) =>
        new
        {
            signals.Born,
            signals.Raised,
            signals.Demoted,
            BornAt = from tier in Tiers
            from direction in new[] { Direction.Long, Direction.Short }
            select new
            {
                tier,
                direction,
                count = signals.BornAt(tier, direction),
            },
            Ended = Enum.GetValues<EndCause>().ToDictionary(cause => $"{cause}", signals.Ended),
        };

    private static object OfFeature(FeatureTally feature) =>
        new
        {
            Feature = FeatureNames.Of(feature.Feature),
            feature.Liveness,
            feature.MainReason,
            feature.Samples,
            feature.Ready,
            feature.Saturated,
            Min = Known(feature.Min),
            Max = Known(feature.Max),
            VarianceShare = Known(feature.VarianceShare),
            CorrelationWithRest = Known(feature.CorrelationWithRest),
            CorrelationWithNextMinute = Known(feature.CorrelationWithReturn),
        };

    // JSON has no infinity and no NaN.
    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
