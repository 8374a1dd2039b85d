using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Replay.Tallies;
using MiaIa.Reports.Journal;

namespace MiaIa.Reports.Content;

/// <summary>
/// What a week or month speaks against. Nothing is changed by itself: what stands here was found in the same days that it would be fitted to,
/// and has to hold in others.
/// </summary>
internal static class Suggestions
{
    // Below this no interval of a mean is worth a change.
    private const int SampleMin = 30;

    internal static IReadOnlyList<Suggestion> Of(
        IReadOnlyList<ThresholdLine> thresholds,
        IReadOnlyList<GateLine> gates,
        IReadOnlyList<BookReport> books,
        JournalFacts journal
    ) =>
        [
            .. thresholds.Where(line => line.GhostWinRate.Count >= SampleMin && line.GhostWinRate.High < line.BreakEven).Select(Tier),
            .. gates.Where(gate => gate.Code[0] != '(' && gate.MeanCents is { Count: >= SampleMin, Low: > 0 }).Select(Gate),
            .. books.SelectMany(book =>
                book.ByFeature.Where(feature => feature.Correlation is { Count: >= SampleMin, High: < 0 })
                    .Select(feature => Weight(book.Book, feature))
            ),
            .. journal.Instruments.SelectMany(instrument =>
                instrument
                    .Features.Where(life => life.Liveness != nameof(Liveness.Alive))
                    .Select(life => Feature(instrument.Instrument, life))
            ),
        ];

    private static Suggestion Tier(ThresholdLine line) =>
        new(
            $"{line.Instrument}: the limit of {line.Tier}, {line.Limit.ToString(CultureInfo.InvariantCulture)}, or its size",
            FormattableString.Invariant(
                $"win rate {line.GhostWinRate.Value:0.0%} of {Counted.Of(line.GhostWinRate.Count, "signal")}, at most {line.GhostWinRate.High:0.0%} by Wilson 95 %; break-even is {line.BreakEven:0.0%}"
            )
        );

    private static Suggestion Gate(GateLine gate) =>
        new(
            $"the limit of {gate.Code}",
            FormattableString.Invariant(
                $"what it refused would have earned {gate.MeanCents.Value / 100:0.00} $ each, at least {gate.MeanCents.Low / 100:0.00} $ by {gate.MeanCents.Method}, over {Counted.Of(gate.MeanCents.Count, "signal")}"
            )
        );

    private static Suggestion Weight(string book, FeatureOutcome feature) =>
        new(
            $"the weight of {feature.Feature}",
            FormattableString.Invariant(
                $"{book}: trades ended the worse the more it spoke for them, correlation {feature.Correlation.Value:0.00}, at most {feature.Correlation.High:0.00} by {feature.Correlation.Method}, over {Counted.Of(feature.Correlation.Count, "trade")}"
            )
        );

    private static Suggestion Feature(string instrument, FeatureLife life) =>
        new(
            $"{instrument}: {life.Feature}",
            FormattableString.Invariant(
                $"{life.Liveness} over {Counted.Of(life.Samples, "second")}, ready in {life.Ready:0.0%}{(life.MainReason.Length > 0 ? ", mostly: " + life.MainReason : "")}"
            )
        );
}
