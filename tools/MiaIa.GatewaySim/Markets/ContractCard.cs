using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;
using NodaTime;

namespace MiaIa.GatewaySim.Markets;

/// <summary>Everything that a Gateway tells about an instrument.</summary>
internal static class ContractCard
{
    private const string OrderTypes = "ACTIVETIM,AD,ADJUST,ALERT,ALLOC,COND,CONDORDER,DAY,GAT,GTC,GTD,GTT,HID,LMT,WHATIF";
    private const int SessionDays = 6;

    /// <summary>The answer to a request for details.</summary>
    /// <param name="item">The instrument.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="query">What was asked: the exchange is repeated.</param>
    /// <param name="today">The market's day, for the sessions.</param>
    /// <param name="isEastOfNewYork">Whether the Gateway's clock is a Chinese one: the last trade of an option is on the next day there.</param>
    public static ContractDetails From(Listed item, int requestId, ContractQuery query, LocalDate today, bool isEastOfNewYork)
    {
        var contract = item.Contract with { Exchange = query.Exchange.Length > 0 ? query.Exchange : item.Exchanges[0] };
        var isIndex = item.Kind == InstrumentKind.Index;
        var hours = Sessions(today);
        return new ContractDetails
        {
            RequestId = requestId,
            Contract =
                isEastOfNewYork && item.Option is not null ? contract with { LastTradeDate = DayAfter(contract.LastTradeDate) } : contract,
            LastTradeTime = isEastOfNewYork && item.Option is not null ? "04:00:00 Asia/Shanghai" : "",
            LastTradeDate = "",
            MarketName = item.Kind == InstrumentKind.Stock ? "NMS" : contract.TradingClass,
            MinTick = item.MinTick,
            OrderTypes = OrderTypes,
            ValidExchanges = string.Join(',', item.Exchanges),
            PriceMagnifier = 1,
            UnderlyingConId = UnderlyingOf(item),
            LongName = item.LongName,
            ContractMonth = contract.LastTradeDate.Length >= 6 ? contract.LastTradeDate[..6] : "",
            Industry = isIndex ? "Indices" : "",
            Category = isIndex ? "Broad Range Equity Index" : "",
            Subcategory = isIndex ? "*" : "",
            TimeZone = item.Symbol == "QQQ" ? "US/Eastern" : "US/Central",
            TradingHours = hours,
            LiquidHours = hours,
            ValueRule = "",
            ValueMultiplier = "",
            SecurityIds = [],
            AggregatedGroup = isIndex ? null : 2,
            UnderlyingSymbol = item.Kind is InstrumentKind.Option or InstrumentKind.Future ? item.Symbol : "",
            UnderlyingSecurityType = item.Kind switch
            {
                InstrumentKind.Option when item.Symbol == "QQQ" => "STK",
                InstrumentKind.Option or InstrumentKind.Future => "IND",
                _ => "",
            },
            MarketRuleIds = string.Join(',', item.Exchanges.Select(_ => "26")),
            RealExpirationDate = item.Option is { } option ? KnownContracts.Text(option.Expiry.Date) : contract.LastTradeDate,
            StockType = item.Kind == InstrumentKind.Stock ? "ETF" : "",
            MinSize = 1,
            SizeIncrement = 1,
            SuggestedSizeIncrement = 1,
            IneligibilityReasons = [],
        };
    }

    private static string DayAfter(string day) =>
        KnownContracts.Text(NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(day).Value.PlusDays(1));

    private static int UnderlyingOf(Listed item) =>
        (item.Kind, item.Symbol) switch
        {
            (InstrumentKind.Option, "QQQ") => KnownContracts.Qqq,
            (InstrumentKind.Option, _) => KnownContracts.Spx,
            (InstrumentKind.Future, _) => KnownContracts.EsUnderlying,
            _ => 0,
        };

    private static string Sessions(LocalDate today)
    {
        var days = Enumerable
            .Range(0, SessionDays)
            .Select(today.PlusDays)
            .Select(day =>
            {
                var text = KnownContracts.Text(day);
                return day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? $"{text}:CLOSED" : $"{text}:0830-{text}:1500";
            });
        return string.Join(';', days);
    }
}
