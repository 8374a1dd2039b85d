namespace MiaIa.Ibkr;

/// <summary>
/// What an instrument is, as the protocol spells it: twelve fields, the same in every request. Text that does not apply is empty.
/// </summary>
public sealed record Contract
{
    /// <summary>IBKR's number of the contract; 0 when it is not known yet.</summary>
    public int ConId { get; init; }

    /// <summary>The underlying's symbol: <c>SPX</c>, <c>VIX</c>, <c>QQQ</c>, <c>ES</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary><c>IND</c>, <c>STK</c>, <c>OPT</c> or <c>FUT</c>.</summary>
    public required string SecurityType { get; init; }

    /// <summary>The last trading day, <c>yyyyMMdd</c>: for the class SPX the Thursday before the expiry's Friday. Empty without expiry.</summary>
    public string LastTradeDate { get; init; } = "";

    /// <summary>The strike in index points or dollars; 0 without strike.</summary>
    public decimal Strike { get; init; }

    /// <summary><c>C</c> or <c>P</c>; empty without right.</summary>
    public string Right { get; init; } = "";

    /// <summary>The multiplier as text: <c>100</c>.</summary>
    public string Multiplier { get; init; } = "";

    /// <summary>Where to ask: <c>SMART</c>, <c>CBOE</c>, <c>NASDAQ</c>, <c>CME</c>.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>The listing exchange of a stock asked for at SMART.</summary>
    public string PrimaryExchange { get; init; } = "";

    /// <summary>The currency: <c>USD</c>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The exchange's own name of the contract: <c>SPXW  260105C06800000</c>.</summary>
    public string LocalSymbol { get; init; } = "";

    /// <summary>The trading class; for SPX options always sent, because <c>SPX</c> (morning) and <c>SPXW</c> (evening) share a symbol.</summary>
    public string TradingClass { get; init; } = "";
}
