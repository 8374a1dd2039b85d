namespace MiaIa.Evidence.Sweeps;

/// <summary>What signals earned, beside what they earn without what they may know.</summary>
/// <param name="Kind">How they were robbed of it.</param>
/// <param name="Trades">Of the signals as they were.</param>
/// <param name="MeanCents">Of a trade, after costs; null without one.</param>
/// <param name="SurrogateCents">The mean of the surrogates' means.</param>
/// <param name="SurrogateHigh">What a twentieth of the surrogates exceed.</param>
/// <param name="Surrogates">How many were made.</param>
/// <param name="Chance">(1 + those that earned at least as much) by (1 + all); null without a trade.</param>
public sealed record SurrogateResult(
    SurrogateKind Kind,
    int Trades,
    double? MeanCents,
    double SurrogateCents,
    double SurrogateHigh,
    int Surrogates,
    double? Chance
);
