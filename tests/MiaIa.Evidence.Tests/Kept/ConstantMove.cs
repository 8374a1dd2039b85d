using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Evidence.Tests.Kept;

/// <summary>One constant of the readings, moved.</summary>
/// <param name="Name">As the settings' text has it.</param>
/// <param name="To">Moves it.</param>
/// <param name="Seen">The feature that shows it on the made-up day; null where that day has nothing that depends on it.</param>
internal sealed record ConstantMove(string Name, Func<InstrumentOptions, InstrumentOptions> To, FeatureId? Seen = null)
{
    /// <summary>Every constant of the features, the patterns and the options.</summary>
    internal static IEnumerable<ConstantMove> All => [.. OfFeatures(), .. OfPatterns(), .. OfChains()];

    public override string ToString() => Name;

    private static IEnumerable<ConstantMove> OfFeatures() =>
        [
            Feature("VolumeRatioFull", f => f with { VolumeRatioFull = 1.1 }, FeatureId.VolumeConfirmation),
            Feature("DeltaGain", f => f with { DeltaGain = 1 }, FeatureId.VolumeConfirmation),
            Feature("VolumeLotsMin", f => f with { VolumeLotsMin = 2_000 }, FeatureId.VolumeConfirmation),
            Feature("SlopeFloorTicks", f => f with { SlopeFloorTicks = 300 }, FeatureId.VwapTrendSignal),
            Feature("TimeframeDeltaFull", f => f with { TimeframeDeltaFull = 0.9 }, FeatureId.MtfConfluenceScore),
            Feature("BookDepthLevels", f => f with { BookDepthLevels = 3 }, FeatureId.OrderBookImbalance),
            Feature("BookLevelDecay", f => f with { BookLevelDecay = 0.5 }, FeatureId.OrderBookImbalance),
            Feature("BookMeanMillis", f => f with { BookMeanMillis = 900 }, FeatureId.OrderBookImbalance),
            Feature("LargePrintLots", f => f with { LargePrintLots = 15 }, FeatureId.SmartMoneyStrength),
            Feature("BlockPrintLots", f => f with { BlockPrintLots = 100 }, FeatureId.SmartMoneyStrength),
            Feature("FootprintRowLotsMin", f => f with { FootprintRowLotsMin = 20 }, FeatureId.VolumeImbalanceSignal),
            Feature("FootprintRowImbalanceMin", f => f with { FootprintRowImbalanceMin = 0.1 }, FeatureId.VolumeImbalanceSignal),
            Feature("VwapBandBars", f => f with { VwapBandBars = 15 }, FeatureId.VwapBandsSignal),
            Feature("VwapBandInner", f => f with { VwapBandInner = 0.5 }, FeatureId.VwapBandsSignal),
            Feature("VwapBandOuter", f => f with { VwapBandOuter = 1.2 }, FeatureId.VwapBandsSignal),
        ];

    // Which of them fire is the made-up story's affair; that one does, and counts, is asked for of all together.
    private static IEnumerable<ConstantMove> OfPatterns()
    {
        yield return Pattern("BattleNavale", (p, fade) => p with { BattleNavale = fade });
        yield return Pattern("Headfake", (p, fade) => p with { Headfake = fade });
        yield return Pattern("Absorption", (p, fade) => p with { Absorption = fade });
        yield return Pattern("Exhaustion", (p, fade) => p with { Exhaustion = fade });
        yield return Pattern("StackedImbalance", (p, fade) => p with { StackedImbalance = fade });
        yield return Pattern("Sweep", (p, fade) => p with { Sweep = fade });
        yield return Pattern("GammaPin", (p, fade) => p with { GammaPin = fade });
        yield return Pattern("LongBarReversal", (p, fade) => p with { LongBarReversal = fade });
        yield return Pattern("DeltaDivergence", (p, fade) => p with { DeltaDivergence = fade });
        yield return Pattern("PushedOther", (p, fade) => p with { PushedOther = fade });
        yield return Feature("Patterns.PushedNamesMax", f => f with { Patterns = f.Patterns with { PushedNamesMax = 5 } });
        yield return Feature(
            "Patterns.Pushed",
            f =>
                f with
                {
                    Patterns = f.Patterns with
                    {
                        Pushed = new Dictionary<string, PatternFade>(StringComparer.Ordinal) { ["of_the_study"] = new(1, 9) },
                    },
                }
        );
        yield return new(
            "Features.Patterns.",
            es =>
                OfPatterns()
                    .Where(move => move.Name.Length > 0 && move.Name != "Features.Patterns.")
                    .Aggregate(es, (all, move) => move.To(all)),
            FeatureId.SierraPatternStrength
        );
    }

    private static IEnumerable<ConstantMove> OfChains() =>
        [
            new("Chains.Backup", es => es with { Chains = es.Chains with { Backup = IndexSymbol.None } }),
            Chain("Rate", a => a with { Rate = 0.3 }, isSeen: true),
            Chain("DividendYield", a => a with { DividendYield = 0.2 }),
            Chain("ParityPairsMax", a => a with { ParityPairsMax = 1 }),
            Chain("QuoteFreshNanos", a => a with { QuoteFreshNanos = 1 }),
            Chain("PairSpotsApartMax", a => a with { PairSpotsApartMax = 0 }),
            Chain("QuoteWidthPoints", a => a with { QuoteWidthPoints = 0.01 }),
            Chain("QuoteWidthShare", a => a with { QuoteWidthShare = 0.001 }),
            Chain("LineForwards", a => a with { LineForwards = new(9, 0.0001, 0.01) }),
            Chain("TableForwards", a => a with { TableForwards = new(30, 0.00001, 0.0001) }),
            Chain("TimeFloorSeconds", a => a with { TimeFloorSeconds = 86_400 }, isSeen: true),
            Chain("VolatilityMin", a => a with { VolatilityMin = 0.3 }, isSeen: true),
            Chain("VolatilityMax", a => a with { VolatilityMax = 0.1 }, isSeen: true),
            Chain("VolatilityFreshNanos", a => a with { VolatilityFreshNanos = 1 }),
            Chain("SmileStrikesMin", a => a with { SmileStrikesMin = 1_000 }),
            Chain("SupportDeviationsMax", a => a with { SupportDeviationsMax = 0.001 }),
            Chain("SupportTimeFactorMax", a => a with { SupportTimeFactorMax = 1 }),
            Chain("Dealers", a => a with { Dealers = Enum.GetValues<DealerPosition>().First(one => one != a.Dealers) }, isSeen: true),
            Chain("FreeChoiceCoverageMin", a => a with { FreeChoiceCoverageMin = 1 }),
            Chain("ReplacementEdge", a => a with { ReplacementEdge = 0 }),
            Chain("FadeInNanos", a => a with { FadeInNanos = 1 }),
            Chain("GridFrom", a => a with { GridFrom = 0.97 }),
            Chain("GridStep", a => a with { GridStep = 0.001 }),
            Chain("GridPoints", a => a with { GridPoints = 31 }),
            Chain("CrossingGrossShareMin", a => a with { CrossingGrossShareMin = 0.9 }),
            Chain("CrossingTolerance", a => a with { CrossingTolerance = 1e-3 }),
        ];

    private static ConstantMove Feature(string name, Func<FeatureOptions, FeatureOptions> to, FeatureId? seen = null) =>
        new("Features." + name, es => es with { Features = to(es.Features) }, seen);

    private static ConstantMove Pattern(string name, Func<PatternOptions, PatternFade, PatternOptions> to) =>
        Feature("Patterns." + name, f => f with { Patterns = to(f.Patterns, new(0.9, 20)) });

    private static ConstantMove Chain(string name, Func<OptionAnalyticsOptions, OptionAnalyticsOptions> to, bool isSeen = false) =>
        new(
            "Chains.Analytics." + name,
            es => es with { Chains = es.Chains with { Analytics = to(es.Chains.Analytics) } },
            isSeen ? FeatureId.GammaLevelsProximity : null
        );
}
