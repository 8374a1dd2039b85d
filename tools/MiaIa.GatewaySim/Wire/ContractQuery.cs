using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Wire;

/// <summary>The twelve fields with which a client says what it means; whatever is empty or 0 says nothing.</summary>
internal sealed record ContractQuery
{
    public int ConId { get; init; }

    public string Symbol { get; init; } = "";

    public string SecurityType { get; init; } = "";

    /// <summary><c>yyyyMMdd</c> or <c>yyyyMM</c>.</summary>
    public string Expiry { get; init; } = "";

    public decimal Strike { get; init; }

    /// <summary>C, P or empty.</summary>
    public string Right { get; init; } = "";

    public string Multiplier { get; init; } = "";

    public string Exchange { get; init; } = "";

    public string PrimaryExchange { get; init; } = "";

    public string Currency { get; init; } = "";

    public string LocalSymbol { get; init; } = "";

    public string TradingClass { get; init; } = "";

    /// <summary>Reads them in the order of the wire.</summary>
    public static ContractQuery Read(ref FieldReader fields) =>
        new()
        {
            ConId = fields.IntOrUnset("contract id") ?? 0,
            Symbol = fields.Text("symbol"),
            SecurityType = fields.Text("security type"),
            Expiry = fields.Text("expiry"),
            Strike = fields.DecimalOrUnset("strike") ?? 0m,
            Right = RightOf(fields.Text("right")),
            Multiplier = fields.Text("multiplier"),
            Exchange = fields.Text("exchange"),
            PrimaryExchange = fields.Text("primary exchange"),
            Currency = fields.Text("currency"),
            LocalSymbol = fields.Text("local symbol"),
            TradingClass = fields.Text("trading class"),
        };

    private static string RightOf(string text) =>
        text switch
        {
            "C" or "CALL" => "C",
            "P" or "PUT" => "P",
            _ => "",
        };
}
