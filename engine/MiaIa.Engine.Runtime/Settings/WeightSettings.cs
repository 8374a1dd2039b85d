using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Each feature's share of the score. The ten sum to 1: a single one is never set alone.</summary>
public sealed class WeightSettings : IValidatableObject
{
    /// <summary>The core's weights.</summary>
    /// <param name="own">In the order of <see cref="FeatureId"/>.</param>
    public WeightSettings(IReadOnlyList<double> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        GammaLevelsProximity = own[(int)FeatureId.GammaLevelsProximity];
        VolumeConfirmation = own[(int)FeatureId.VolumeConfirmation];
        VwapTrendSignal = own[(int)FeatureId.VwapTrendSignal];
        SierraPatternStrength = own[(int)FeatureId.SierraPatternStrength];
        MtfConfluenceScore = own[(int)FeatureId.MtfConfluenceScore];
        SmartMoneyStrength = own[(int)FeatureId.SmartMoneyStrength];
        OrderBookImbalance = own[(int)FeatureId.OrderBookImbalance];
        OptionsFlowBias = own[(int)FeatureId.OptionsFlowBias];
        VwapBandsSignal = own[(int)FeatureId.VwapBandsSignal];
        VolumeImbalanceSignal = own[(int)FeatureId.VolumeImbalanceSignal];
    }

    /// <summary>Of gamma_levels_proximity.</summary>
    [Description("Weight of gamma_levels_proximity.")]
    [Range(0.0, 1.0)]
    public double GammaLevelsProximity { get; init; }

    /// <summary>Of volume_confirmation.</summary>
    [Description("Weight of volume_confirmation.")]
    [Range(0.0, 1.0)]
    public double VolumeConfirmation { get; init; }

    /// <summary>Of vwap_trend_signal.</summary>
    [Description("Weight of vwap_trend_signal.")]
    [Range(0.0, 1.0)]
    public double VwapTrendSignal { get; init; }

    /// <summary>Of sierra_pattern_strength.</summary>
    [Description("Weight of sierra_pattern_strength.")]
    [Range(0.0, 1.0)]
    public double SierraPatternStrength { get; init; }

    /// <summary>Of mtf_confluence_score.</summary>
    [Description("Weight of mtf_confluence_score.")]
    [Range(0.0, 1.0)]
    public double MtfConfluenceScore { get; init; }

    /// <summary>Of smart_money_strength.</summary>
    [Description("Weight of smart_money_strength.")]
    [Range(0.0, 1.0)]
    public double SmartMoneyStrength { get; init; }

    /// <summary>Of order_book_imbalance.</summary>
    [Description("Weight of order_book_imbalance.")]
    [Range(0.0, 1.0)]
    public double OrderBookImbalance { get; init; }

    /// <summary>Of options_flow_bias.</summary>
    [Description("Weight of options_flow_bias.")]
    [Range(0.0, 1.0)]
    public double OptionsFlowBias { get; init; }

    /// <summary>Of vwap_bands_signal.</summary>
    [Description("Weight of vwap_bands_signal.")]
    [Range(0.0, 1.0)]
    public double VwapBandsSignal { get; init; }

    /// <summary>Of volume_imbalance_signal.</summary>
    [Description("Weight of volume_imbalance_signal.")]
    [Range(0.0, 1.0)]
    public double VolumeImbalanceSignal { get; init; }

    /// <summary>The weights for a core.</summary>
    internal IReadOnlyList<double> InOrder =>
        [
            GammaLevelsProximity,
            VolumeConfirmation,
            VwapTrendSignal,
            SierraPatternStrength,
            MtfConfluenceScore,
            SmartMoneyStrength,
            OrderBookImbalance,
            OptionsFlowBias,
            VwapBandsSignal,
            VolumeImbalanceSignal,
        ];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConfluenceOptions.SumOf(InOrder) is var sum && sum != ConfluenceSnapshot.One)
        {
            yield return new ValidationResult(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the ten weights sum to {sum / (decimal)ConfluenceSnapshot.One}, not to 1: divide each by that sum, or take from others what one gains"
                )
            );
        }
    }
}
