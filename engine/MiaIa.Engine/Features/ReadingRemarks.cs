namespace MiaIa.Engine.Features;

/// <summary>The remarks in words, and which features later issues build.</summary>
internal static class ReadingRemarks
{
    private static readonly string[] Texts =
    [
        "",
        "the study is stale: no message and no heartbeat for 3 s",
        "the book is stale: no snapshot and no heartbeat for 3 s",
        "no book yet",
        "the book is crossed, locked or one-sided",
        "under 30 sound seconds of depth",
        "under 11 minutes of trades",
        "too few contracts in the last 60 s",
        "under 30 bars of either anchor",
        "under 21 bars of two timeframes",
        "too few bars for the VWAP bands (39 with windows of 20 bars)",
        "the exchange calendar does not know this day",
        "Globex anchor",
        "between both anchors",
        "regular anchor",
        "1 and 5 minutes",
        "1, 5 and 15 minutes",
        "not built yet: needs the option chain",
        "under 20 bars, and the study has pushed no pattern",
        "under 5 minutes of trades",
        "not built yet: needs the option flow",
        "under 19 closed bars since the start or a gap",
    ];

    internal static string TextOf(ReadingRemark remark) => Texts[(int)remark];

    /// <summary>Why a feature is not built yet; none for those that are.</summary>
    internal static ReadingRemark NotBuilt(FeatureId feature) => feature switch
    {
        FeatureId.GammaLevelsProximity => ReadingRemark.NeedsOptionChain,
        FeatureId.OptionsFlowBias => ReadingRemark.NeedsOptionFlow,
        _ => ReadingRemark.None,
    };
}
