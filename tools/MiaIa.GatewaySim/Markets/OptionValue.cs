namespace MiaIa.GatewaySim.Markets;

/// <summary>What an option is worth, and its Greeks, all of one volatility, forward and time.</summary>
/// <param name="Price">Points.</param>
/// <param name="Volatility">Annual, as a fraction.</param>
/// <param name="Delta">By the spot.</param>
/// <param name="Gamma">By the spot: delta a point.</param>
/// <param name="Vega">Points a volatility point (0.01).</param>
/// <param name="Theta">Points a calendar day.</param>
/// <param name="DividendsPresentValue">Spot less the discounted forward, at least 0.</param>
internal readonly record struct OptionValue(
    double Price,
    double Volatility,
    double Delta,
    double Gamma,
    double Vega,
    double Theta,
    double DividendsPresentValue
);
