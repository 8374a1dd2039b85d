namespace MiaIa.Ibkr.Messages;

/// <summary>Everything that IBKR tells about one contract. Text that does not apply is empty, a number that is not told null.</summary>
public sealed record ContractDetails
{
    /// <summary>The request.</summary>
    public required int RequestId { get; init; }

    /// <summary>The contract as it has to be asked for.</summary>
    public required Contract Contract { get; init; }

    /// <summary>The time of the last trade, <c>HH:mm:ss</c>, when the Gateway sends it with the date.</summary>
    public required string LastTradeTime { get; init; }

    /// <summary>The last trading day as a field of its own (from server version 182).</summary>
    public required string LastTradeDate { get; init; }

    /// <summary>The market's name.</summary>
    public required string MarketName { get; init; }

    /// <summary>The smallest price step.</summary>
    public required double? MinTick { get; init; }

    /// <summary>Comma list of order types; never used here.</summary>
    public required string OrderTypes { get; init; }

    /// <summary>Comma list of the exchanges that list it.</summary>
    public required string ValidExchanges { get; init; }

    /// <summary>By what prices are multiplied.</summary>
    public required int? PriceMagnifier { get; init; }

    /// <summary>The underlying's contract number; 0 without underlying.</summary>
    public required int? UnderlyingConId { get; init; }

    /// <summary>The full name.</summary>
    public required string LongName { get; init; }

    /// <summary><c>yyyyMM</c>.</summary>
    public required string ContractMonth { get; init; }

    /// <summary>The industry.</summary>
    public required string Industry { get; init; }

    /// <summary>The industry's category.</summary>
    public required string Category { get; init; }

    /// <summary>The category's part.</summary>
    public required string Subcategory { get; init; }

    /// <summary>The zone of the hours: <c>US/Central</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Semicolon list of sessions; it may begin with a semicolon.</summary>
    public required string TradingHours { get; init; }

    /// <summary>Semicolon list of the main sessions.</summary>
    public required string LiquidHours { get; init; }

    /// <summary>The rule of economic value.</summary>
    public required string ValueRule { get; init; }

    /// <summary>The multiplier of economic value.</summary>
    public required string ValueMultiplier { get; init; }

    /// <summary>Other ids by kind: ISIN.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> SecurityIds { get; init; }

    /// <summary>The group of exchanges whose feed is shared.</summary>
    public required int? AggregatedGroup { get; init; }

    /// <summary>The underlying's symbol.</summary>
    public required string UnderlyingSymbol { get; init; }

    /// <summary>The underlying's kind.</summary>
    public required string UnderlyingSecurityType { get; init; }

    /// <summary>Comma list of price-step rules, one an exchange.</summary>
    public required string MarketRuleIds { get; init; }

    /// <summary>The day of expiry, <c>yyyyMMdd</c>.</summary>
    public required string RealExpirationDate { get; init; }

    /// <summary>The kind of stock.</summary>
    public required string StockType { get; init; }

    /// <summary>The smallest size.</summary>
    public required decimal? MinSize { get; init; }

    /// <summary>The step of sizes.</summary>
    public required decimal? SizeIncrement { get; init; }

    /// <summary>The step of sizes that is suggested.</summary>
    public required decimal? SuggestedSizeIncrement { get; init; }

    /// <summary>Why it may not be traded, by id (from server version 186; not read for funds).</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> IneligibilityReasons { get; init; }
}
