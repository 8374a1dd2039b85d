using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Features;

/// <summary>The constants of the built features.</summary>
public sealed record FeatureOptions
{
    /// <summary>volume_confirmation: V/V̄ at which volume counts in full. Design: 1.8.</summary>
    public double VolumeRatioFull { get; init; } = 1.8;

    /// <summary>volume_confirmation: factor on Δ/V before the clamp. Design: 2.2.</summary>
    public double DeltaGain { get; init; } = 2.2;

    /// <summary>volume_confirmation: least volume of the 60 s window, in contracts. Design: 30.</summary>
    public int VolumeLotsMin { get; init; } = 30;

    /// <summary>vwap_trend_signal: least scale of the slope, in ticks. Design: 0.5; raised by what the noise says (docs/decisions/0024).</summary>
    public double SlopeFloorTicks { get; init; } = 7;

    /// <summary>mtf_confluence_score: |Δ|/V of three bars that counts in full. Design: 0.3.</summary>
    public double TimeframeDeltaFull { get; init; } = 0.3;

    /// <summary>order_book_imbalance: levels a side, 1 … 10. Seed: 5.</summary>
    public int BookDepthLevels { get; init; } = 5;

    /// <summary>order_book_imbalance: weight of a level against the one before. Design: 0.8.</summary>
    public double BookLevelDecay { get; init; } = 0.8;

    /// <summary>order_book_imbalance: time constant of the mean, in milliseconds. Design: 500.</summary>
    public int BookMeanMillis { get; init; } = 500;

    /// <summary>smart_money_strength: contracts from which a print is large. Seed: 100.</summary>
    public int LargePrintLots { get; init; } = 100;

    /// <summary>smart_money_strength: contracts from which a large print is a block, which counts double. Seed: 500.</summary>
    public int BlockPrintLots { get; init; } = 500;

    /// <summary>volume_imbalance_signal: contracts from which a footprint row counts. Seed: 100.</summary>
    public int FootprintRowLotsMin { get; init; } = 100;

    /// <summary>volume_imbalance_signal: |ask − bid|/(ask + bid) from which a footprint row counts. Seed: 0.5.</summary>
    public double FootprintRowImbalanceMin { get; init; } = 0.5;

    /// <summary>vwap_bands_signal: bars of a window, 2 … 32. Seed: 20.</summary>
    public int VwapBandBars { get; init; } = 20;

    /// <summary>vwap_bands_signal: standard deviations of the band that is broken. Seed: 1.</summary>
    public double VwapBandInner { get; init; } = 1;

    /// <summary>vwap_bands_signal: standard deviations of the band that rejects. Seed: 2.</summary>
    public double VwapBandOuter { get; init; } = 2;

    /// <summary>sierra_pattern_strength: weight and half-life of every pattern.</summary>
    public PatternOptions Patterns { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        Require(VolumeRatioFull is > 0 and <= 1_000, $"volume ratio {VolumeRatioFull} is not above 0, at most 1000");
        Require(DeltaGain is > 0 and <= 1_000, $"delta gain {DeltaGain} is not above 0, at most 1000");
        Require(VolumeLotsMin >= 1, $"least volume {VolumeLotsMin} is not at least 1");
        Require(SlopeFloorTicks is > 0 and <= 1_000, $"slope floor {SlopeFloorTicks} is not above 0, at most 1000 ticks");
        Require(TimeframeDeltaFull is > 0 and <= 1, $"timeframe delta {TimeframeDeltaFull} is not above 0, at most 1");
        Require(
            BookDepthLevels is >= 1 and <= BookSnapshot.LevelsMax,
            $"book depth {BookDepthLevels} is not within 1 to {BookSnapshot.LevelsMax}"
        );
        Require(BookLevelDecay is > 0 and <= 1, $"book level decay {BookLevelDecay} is not above 0, at most 1");
        Require(LargePrintLots is >= 1 and <= Contracts.MaxValue, $"large print {LargePrintLots} is not within 1 to {Contracts.MaxValue}");
        Require(BlockPrintLots >= LargePrintLots, $"block print {BlockPrintLots} is not at least the large print {LargePrintLots}");
        Require(FootprintRowLotsMin >= 1, $"footprint row {FootprintRowLotsMin} is not at least 1 contract");
        Require(FootprintRowImbalanceMin is > 0 and <= 1, $"footprint row imbalance {FootprintRowImbalanceMin} is not above 0, at most 1");
        Require(BookMeanMillis is >= 1 and <= 60_000, $"book mean {BookMeanMillis} ms is not within 1 to 60000");
        Require(
            VwapBandBars is >= 2 and <= MinuteBars.KeptMax / 2,
            $"band window {VwapBandBars} is not within 2 to {MinuteBars.KeptMax / 2} bars"
        );
        Require(VwapBandInner is > 0 and <= 10, $"inner band {VwapBandInner} is not above 0, at most 10 standard deviations");
        Require(
            VwapBandOuter > VwapBandInner && VwapBandOuter <= 10,
            $"outer band {VwapBandOuter} is not above the inner one, {VwapBandInner}, at most 10 standard deviations"
        );
        Patterns.Validate();
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
