using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>What is listed, and how it is traded.</summary>
internal static class Definitions
{
    private const string Fund = "FUND";

    public static void Options(ref FieldReader fields, IMessageSink sink)
    {
        var requestId = fields.Int("request id");
        var exchange = fields.Text("exchange");
        var underlying = fields.Int("underlying contract id");
        var tradingClass = fields.Text("trading class");
        var multiplier = fields.Text("multiplier");
        var expiries = new string[fields.Count("expiries", 1)];
        for (var i = 0; i < expiries.Length; i++)
            expiries[i] = fields.Text("expiry");
        var strikes = new decimal[fields.Count("strikes", 1)];
        for (var i = 0; i < strikes.Length && fields.IsWhole; i++)
            strikes[i] = Strike(ref fields);
        if (fields.IsWhole)
            sink.Receive(new OptionParameters(requestId, exchange, underlying, tradingClass, multiplier, expiries, strikes));
    }

    public static void Contract(ref FieldReader fields, int serverVersion, IMessageSink sink)
    {
        var requestId = fields.Int("request id");
        var symbol = fields.Text("symbol");
        var securityType = fields.Text("security type");
        var lastTrade = fields.Text("last trade date or contract month").Split([' ', '-'], 3, StringSplitOptions.RemoveEmptyEntries);
        var lastTradeDate = serverVersion >= ServerVersion.ContractsCarryLastTradeDate ? fields.Text("last trade date") : "";
        var strike = Strike(ref fields);
        var right = fields.Text("right");
        var exchange = fields.Text("exchange");
        var currency = fields.Text("currency");
        var localSymbol = fields.Text("local symbol");
        var marketName = fields.Text("market name");
        var tradingClass = fields.Text("trading class");
        var conId = fields.Int("contract id");
        var minTick = fields.DoubleOrUnset("min tick");
        var contract = new Contract
        {
            ConId = conId,
            Symbol = symbol,
            SecurityType = securityType,
            LastTradeDate = lastTrade.Length > 0 ? lastTrade[0] : "",
            Strike = strike,
            Right = right,
            Multiplier = fields.Text("multiplier"),
            Exchange = exchange,
            Currency = currency,
            LocalSymbol = localSymbol,
            TradingClass = tradingClass,
        };
        var details = Details(ref fields, serverVersion, requestId, contract, marketName, minTick);
        if (!fields.IsWhole)
            return;
        sink.Receive(details with { LastTradeDate = lastTradeDate, LastTradeTime = lastTrade.Length > 1 ? lastTrade[1] : "" });
    }

    /// <summary>Initialisers run in the order in which they stand: it is the order of the wire.</summary>
    private static ContractDetails Details(
        ref FieldReader fields,
        int serverVersion,
        int requestId,
        Contract contract,
        string marketName,
        double? minTick
    ) =>
        new()
        {
            RequestId = requestId,
            LastTradeTime = "",
            LastTradeDate = "",
            MarketName = marketName,
            MinTick = minTick,
            OrderTypes = fields.Text("order types"),
            ValidExchanges = fields.Text("valid exchanges"),
            PriceMagnifier = fields.IntOrUnset("price magnifier"),
            UnderlyingConId = fields.IntOrUnset("underlying contract id"),
            LongName = fields.EscapedText("long name"),
            Contract = contract with { PrimaryExchange = fields.Text("primary exchange") },
            ContractMonth = fields.Text("contract month"),
            Industry = fields.Text("industry"),
            Category = fields.Text("category"),
            Subcategory = fields.Text("subcategory"),
            TimeZone = fields.Text("time zone"),
            TradingHours = fields.Text("trading hours"),
            LiquidHours = fields.Text("liquid hours"),
            ValueRule = fields.Text("value rule"),
            ValueMultiplier = fields.Text("value multiplier"),
            SecurityIds = Pairs(ref fields, "security ids"),
            AggregatedGroup = fields.IntOrUnset("aggregated group"),
            UnderlyingSymbol = fields.Text("underlying symbol"),
            UnderlyingSecurityType = fields.Text("underlying security type"),
            MarketRuleIds = fields.Text("market rule ids"),
            RealExpirationDate = fields.Text("real expiration date"),
            StockType = fields.Text("stock type"),
            MinSize = fields.DecimalOrUnset("min size"),
            SizeIncrement = fields.DecimalOrUnset("size increment"),
            SuggestedSizeIncrement = fields.DecimalOrUnset("suggested size increment"),
            IneligibilityReasons = Ineligibilities(ref fields, serverVersion, contract),
        };

    /// <summary>A fund has a block of its own before them; nobody here asks for funds, so its message is read up to there.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Ineligibilities(ref FieldReader fields, int serverVersion, Contract contract)
    {
        var followsFundBlock = serverVersion >= ServerVersion.ContractsCarryFund && contract.SecurityType == Fund;
        return serverVersion >= ServerVersion.ContractsCarryIneligibility && !followsFundBlock
            ? Pairs(ref fields, "ineligibility reasons")
            : [];
    }

    private static KeyValuePair<string, string>[] Pairs(ref FieldReader fields, string name)
    {
        var pairs = new KeyValuePair<string, string>[fields.Count(name, 2)];
        for (var i = 0; i < pairs.Length && fields.IsWhole; i++)
            pairs[i] = new(fields.Text(name), fields.EscapedText(name));
        return pairs;
    }

    /// <summary>Empty is 0: no strike.</summary>
    private static decimal Strike(ref FieldReader fields) => fields.DecimalOrUnset("strike") ?? 0m;
}
