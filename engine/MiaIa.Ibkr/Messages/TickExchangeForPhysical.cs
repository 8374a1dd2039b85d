namespace MiaIa.Ibkr.Messages;

/// <summary>The terms of an exchange of a future against its physical. This client asks for none; it is read so that it is no unknown message.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">Which side.</param>
/// <param name="BasisPoints">The annualised basis in points.</param>
/// <param name="FormattedBasisPoints">The same as text.</param>
/// <param name="ImpliedFuturePrice">The price of the future that follows.</param>
/// <param name="HoldDays">Days to the future's last day.</param>
/// <param name="FutureLastTradeDate">The future's last day, <c>yyyyMMdd</c>.</param>
/// <param name="DividendImpact">Effect of dividends on the rate.</param>
/// <param name="DividendsToLastTradeDate">Dividends expected to the last day.</param>
public sealed record TickExchangeForPhysical(
    int RequestId,
    TickType Type,
    double? BasisPoints,
    string FormattedBasisPoints,
    double? ImpliedFuturePrice,
    int? HoldDays,
    string FutureLastTradeDate,
    double? DividendImpact,
    double? DividendsToLastTradeDate
);
