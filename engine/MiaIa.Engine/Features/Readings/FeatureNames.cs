namespace MiaIa.Engine.Features;

/// <summary>The names of the features on the wire and in settings.</summary>
public static class FeatureNames
{
    /// <summary>How many features there are.</summary>
    public const int Count = 10;

    private static readonly string[] Names =
    [
        "gamma_levels_proximity",
        "volume_confirmation",
        "vwap_trend_signal",
        "sierra_pattern_strength",
        "mtf_confluence_score",
        "smart_money_strength",
        "order_book_imbalance",
        "options_flow_bias",
        "vwap_bands_signal",
        "volume_imbalance_signal",
    ];

    /// <summary>All names, in the order of <see cref="FeatureId"/>.</summary>
    public static ReadOnlySpan<string> All => Names;

    /// <summary>The name of a feature, such as <c>volume_confirmation</c>.</summary>
    public static string Of(FeatureId feature) => Names[(int)feature];
}
