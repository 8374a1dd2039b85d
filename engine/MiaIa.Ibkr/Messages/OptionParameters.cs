namespace MiaIa.Ibkr.Messages;

/// <summary>What is listed at one exchange in one trading class. Expiries times strikes is more than what exists.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="UnderlyingConId">The underlying's contract number.</param>
/// <param name="TradingClass">The class: <c>SPX</c> or <c>SPXW</c>.</param>
/// <param name="Multiplier">Dollars an index point, as text.</param>
/// <param name="Expiries">Last trading days, <c>yyyyMMdd</c>.</param>
/// <param name="Strikes">In index points or dollars.</param>
public sealed record OptionParameters(
    int RequestId,
    string Exchange,
    int UnderlyingConId,
    string TradingClass,
    string Multiplier,
    IReadOnlyList<string> Expiries,
    IReadOnlyList<decimal> Strikes
);
