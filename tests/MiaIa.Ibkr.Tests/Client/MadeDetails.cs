using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>Contract details of which only the contract matters.</summary>
internal static class MadeDetails
{
    public static ContractDetails Of(int requestId, Contract contract, string realExpirationDate = "") =>
        new()
        {
            RequestId = requestId,
            Contract = contract,
            LastTradeTime = "",
            LastTradeDate = "",
            MarketName = "",
            MinTick = 0.01,
            OrderTypes = "",
            ValidExchanges = "",
            PriceMagnifier = 1,
            UnderlyingConId = 0,
            LongName = "",
            ContractMonth = "",
            Industry = "",
            Category = "",
            Subcategory = "",
            TimeZone = "",
            TradingHours = "",
            LiquidHours = "",
            ValueRule = "",
            ValueMultiplier = "",
            SecurityIds = [],
            AggregatedGroup = null,
            UnderlyingSymbol = "",
            UnderlyingSecurityType = "",
            MarketRuleIds = "",
            RealExpirationDate = realExpirationDate,
            StockType = "",
            MinSize = 1,
            SizeIncrement = 1,
            SuggestedSizeIncrement = 1,
            IneligibilityReasons = [],
        };
}
