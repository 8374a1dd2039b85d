namespace MiaIa.Engine.Features;

/// <summary>Reasons that several features give.</summary>
internal static class NotReadyReasons
{
    internal const string StudyStale = "the study is stale: no message and no heartbeat for 3 s";
    internal const string BookStale = "the book is stale: no snapshot and no heartbeat for 3 s";

    /// <summary>Why a feature that later issues build is not ready; null for those that are built.</summary>
    internal static string? NotBuilt(FeatureId feature) => feature switch
    {
        FeatureId.GammaLevelsProximity => "not built yet: needs the option chain",
        FeatureId.SierraPatternStrength => "not built yet: needs the pattern detectors",
        FeatureId.MtfConfluenceScore => "not built yet: needs bars of four timeframes",
        FeatureId.SmartMoneyStrength => "not built yet: needs the large prints",
        FeatureId.OptionsFlowBias => "not built yet: needs the option flow",
        FeatureId.VwapBandsSignal => "not built yet: needs the VWAP bands",
        FeatureId.VolumeImbalanceSignal => "not built yet: needs the footprint",
        _ => null,
    };
}
