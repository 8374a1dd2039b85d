using System.Globalization;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Replay;
using MiaIa.Replay.Tallies;

namespace MiaIa.Cli.Replay;

/// <summary>What a replay found, as lines.</summary>
internal static class ReplayReport
{
    private static readonly Tier[] Tiers = [Tier.Premium, Tier.Strong, Tier.Good, Tier.Weak];

    public static IEnumerable<string> Lines(IReplaySource source, ReplayRun run, TimeSpan took)
    {
        var events = run.Tallies.Sum(tally => tally.Instrument.Core.Counters.Events);
        yield return F(
            $"{events:N0} events in {took.TotalSeconds:0.00} s, {events / Math.Max(1e-9, took.TotalSeconds):N0} a second; decision hash {source.Cores.DecisionHash:x16}"
        );
        foreach (var note in source.Notes)
            yield return "note: " + note;
        foreach (var line in run.Tallies.SelectMany(OfInstrument))
            yield return line;
    }

    private static IEnumerable<string> OfInstrument(InstrumentTally tally)
    {
        var counters = tally.Instrument.Core.Counters;
        yield return "";
        yield return F(
            $"{tally.Instrument.Name}: {counters.TradeRecords:N0} trade records ({counters.Trades:N0} trades, {counters.Lots:N0} lots, {counters.BuyLots:N0} at the ask), {counters.DepthSnapshots:N0} books, {counters.MinuteBars:N0} bars, {counters.Gaps} gaps"
        );
        yield return F($"evaluations {tally.Score.Evaluations:N0}, mean coverage {tally.Score.MeanCoverage:0.00}; ")
            + string.Join(", ", Tiers.Select(tier => F($"{tier} {TierShare(tally.Score, tier):0.00%}")));
        yield return Signals(tally.Signals);
        yield return "";
        yield return F(
            $"{"feature", -26}{"ready", 8}{"min", 8}{"max", 8}{"at ±1", 8}{"share", 8}{"with rest", 11}{"next min.", 11}  verdict"
        );
        foreach (var feature in tally.Score.Features)
            yield return Line(feature);
        var wrong = tally
            .Score.Features.Where(f => f.Liveness != Liveness.Alive)
            .Select(f => $"{FeatureNames.Of(f.Feature)} ({Verdict(f)})")
            .ToArray();
        yield return wrong.Length == 0 ? "every feature is alive" : $"NOT ALIVE: {string.Join(", ", wrong)}";
        yield return "share: of the variance of C. with rest: correlation with the other contributions. next min.: with the price's next minute, information only.";
    }

    private static string Signals(SignalTally signals)
    {
        var born =
            from tier in Tiers
            from direction in new[] { Direction.Long, Direction.Short }
            let count = signals.BornAt(tier, direction)
            where count > 0
            select F($"{count} {tier} {direction}");
        var ended = Enum.GetValues<EndCause>()
            .Where(cause => signals.Ended(cause) > 0)
            .Select(cause => F($"{signals.Ended(cause)} {cause}"));
        var parts =
            signals.Born == 0
                ? ""
                : $" ({string.Join(", ", born)}), {signals.Raised} raised, {signals.Demoted} demoted, ended: {string.Join(", ", ended)}";
        return F($"signals born {signals.Born}") + parts;
    }

    private static string Line(FeatureTally feature)
    {
        var ready = feature.Samples == 0 ? 0 : feature.Ready / (double)feature.Samples;
        if (feature.Ready == 0)
            return F($"{FeatureNames.Of(feature.Feature), -26}{ready, 8:0.0%}{"", 54}  {Verdict(feature)}: {feature.MainReason}");
        var line =
            F(
                $"{FeatureNames.Of(feature.Feature), -26}{ready, 8:0.0%}{feature.Min, 8:0.00}{feature.Max, 8:0.00}{feature.Saturated / (double)feature.Ready, 8:0.0%}"
            )
            + F(
                $"{Shown(feature.VarianceShare, "0.0%"), 8}{Shown(feature.CorrelationWithRest, "0.00"), 11}{Shown(feature.CorrelationWithReturn, "0.00"), 11}"
            );
        return feature.Liveness == Liveness.Alive && feature.MainReason.Length == 0
            ? $"{line}  {Verdict(feature)}"
            : $"{line}  {Verdict(feature)}{(feature.MainReason.Length == 0 ? "" : $"; at times: {feature.MainReason}")}";
    }

    private static string Verdict(FeatureTally feature) =>
        feature.Liveness switch
        {
            Liveness.NeverReady => "NEVER READY",
            Liveness.Constant => F($"CONSTANT at {feature.Min:0.00}"),
            Liveness.Saturated => "SATURATED",
            Liveness.SignFlipped => "SIGN FLIPPED?",
            _ => "alive",
        };

    private static double TierShare(ScoreTally score, Tier tier) =>
        score.ShareOf(tier) - (tier == Tier.Premium ? 0 : score.ShareOf(tier + 1));

    private static string Shown(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
