namespace MiaIa.GatewaySim.Markets;

/// <summary>One option, and what the chain says of it.</summary>
/// <param name="Expiry">Its expiry.</param>
/// <param name="Strike">Points.</param>
/// <param name="IsCall">A call, else a put.</param>
/// <param name="Volatility">Annual, kept with the strike; NaN when nothing is known: then there is no model row.</param>
/// <param name="OpenInterestLots">Lots; negative when not known.</param>
/// <param name="VolumeLots">Lots so far at the chain's moment; negative when not known.</param>
/// <param name="Bid">The chain's own bid: quoted only while there is no volatility; NaN or 0 for none.</param>
/// <param name="Ask">The chain's own ask.</param>
internal sealed record OptionTerms(
    ExpiryTerms Expiry,
    double Strike,
    bool IsCall,
    double Volatility,
    int OpenInterestLots,
    int VolumeLots,
    double Bid,
    double Ask
);
