namespace MiaIa.Engine.Features;

/// <summary>The ten features, in the order of the design. The value is the index of the feature's reading.</summary>
public enum FeatureId : byte
{
    /// <summary>Distance to the option walls and zero gamma.</summary>
    GammaLevelsProximity = 0,

    /// <summary>Delta, volume and price of the last minute against the ten before.</summary>
    VolumeConfirmation,

    /// <summary>Slope of the session VWAP and distance from it.</summary>
    VwapTrendSignal,

    /// <summary>Patterns that fade with age.</summary>
    SierraPatternStrength,

    /// <summary>Trend and delta over four timeframes.</summary>
    MtfConfluenceScore,

    /// <summary>Large prints.</summary>
    SmartMoneyStrength,

    /// <summary>Resting bids against resting asks.</summary>
    OrderBookImbalance,

    /// <summary>Put and call flow.</summary>
    OptionsFlowBias,

    /// <summary>Rejections and breaks of VWAP bands.</summary>
    VwapBandsSignal,

    /// <summary>One-sided footprint rows nearby.</summary>
    VolumeImbalanceSignal,
}
