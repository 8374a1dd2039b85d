namespace MiaIa.Ibkr.Messages;

/// <summary>Implied volatility and Greeks of one option. What the Gateway did not compute is null, never a number.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">From the bid, the ask, the last trade or the model.</param>
/// <param name="IsPriceBased">True when price-based, false when return-based; null when not told.</param>
/// <param name="ImpliedVolatility">A fraction a year: 0.126 is 12.6 %.</param>
/// <param name="Delta">Index points an index point, −1 to 1.</param>
/// <param name="OptionPrice">In index points or dollars.</param>
/// <param name="DividendsPresentValue">Present value of the dividends to expiry.</param>
/// <param name="Gamma">Delta an index point.</param>
/// <param name="Vega">Price a volatility point (0.01).</param>
/// <param name="Theta">Price a calendar day.</param>
/// <param name="UnderlyingPrice">The price of the underlying that was used.</param>
public readonly record struct OptionComputation(
    int RequestId,
    TickType Type,
    bool? IsPriceBased,
    double? ImpliedVolatility,
    double? Delta,
    double? OptionPrice,
    double? DividendsPresentValue,
    double? Gamma,
    double? Vega,
    double? Theta,
    double? UnderlyingPrice
);
