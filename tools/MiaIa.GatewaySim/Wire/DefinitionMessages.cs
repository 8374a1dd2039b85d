using System.Globalization;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Wire;

/// <summary>Writes what is listed, and bars of the past.</summary>
internal static class DefinitionMessages
{
    public static void Write(this MessageWriter writer, ContractDetails details)
    {
        var contract = details.Contract;
        writer.Begin(Incoming.ContractDetails);
        writer.Int(details.RequestId);
        writer.Text(contract.Symbol);
        writer.Text(contract.SecurityType);
        writer.Text(details.LastTradeTime.Length == 0 ? contract.LastTradeDate : $"{contract.LastTradeDate} {details.LastTradeTime}");
        if (writer.ServerVersion >= ServerVersion.ContractsCarryLastTradeDate)
            writer.Text(contract.LastTradeDate);
        writer.Exact(contract.Strike);
        writer.Text(contract.Right);
        writer.Text(contract.Exchange);
        writer.Text(contract.Currency);
        writer.Text(contract.LocalSymbol);
        writer.Text(details.MarketName);
        writer.Text(contract.TradingClass);
        writer.Int(contract.ConId);
        writer.Text(details.MinTick is { } tick ? JavaNumber.Text(tick) : "");
        writer.Text(contract.Multiplier);
        writer.Text(details.OrderTypes);
        writer.Text(details.ValidExchanges);
        writer.IntOrUnset(details.PriceMagnifier);
        writer.IntOrUnset(details.UnderlyingConId);
        writer.Text(details.LongName);
        writer.Text(contract.PrimaryExchange);
        Rest(writer, details);
        writer.End();
    }

    public static void Write(this MessageWriter writer, OptionParameters parameters)
    {
        writer.Begin(Incoming.OptionParameters);
        writer.Int(parameters.RequestId);
        writer.Text(parameters.Exchange);
        writer.Int(parameters.UnderlyingConId);
        writer.Text(parameters.TradingClass);
        writer.Text(parameters.Multiplier);
        writer.Int(parameters.Expiries.Count);
        foreach (var expiry in parameters.Expiries)
            writer.Text(expiry);
        writer.Int(parameters.Strikes.Count);
        foreach (var strike in parameters.Strikes)
            writer.Text(strike.ToString("0.0####", CultureInfo.InvariantCulture));
        writer.End();
    }

    /// <summary>Bars and the span that they cover: in one message up to server version 195, in two from 196 on.</summary>
    public static void Write(this MessageWriter writer, Bars bars, BarsEnd end)
    {
        writer.Begin(Incoming.HistoricalBars);
        writer.Int(bars.RequestId);
        var isSpanInside = writer.ServerVersion < ServerVersion.BarsEndApart;
        if (isSpanInside)
        {
            writer.Text(end.Start);
            writer.Text(end.End);
        }
        writer.Int(bars.Items.Count);
        foreach (var bar in bars.Items)
            Bar(writer, bar);
        writer.End();
        if (isSpanInside)
            return;
        writer.Begin(Incoming.HistoricalBarsEnd);
        writer.Int(end.RequestId);
        writer.Text(end.Start);
        writer.Text(end.End);
        writer.End();
    }

    private static void Bar(MessageWriter writer, Bar bar)
    {
        writer.Text(bar.Date);
        foreach (var price in new[] { bar.Open, bar.High, bar.Low, bar.Close })
            writer.Text(price.ToString("0.0000", CultureInfo.InvariantCulture));
        writer.Exact(bar.Volume ?? -1);
        writer.Computed(bar.WeightedAverage, -1);
        writer.Int(bar.Trades ?? -1);
    }

    private static void Rest(MessageWriter writer, ContractDetails details)
    {
        writer.Text(details.ContractMonth);
        writer.Text(details.Industry);
        writer.Text(details.Category);
        writer.Text(details.Subcategory);
        writer.Text(details.TimeZone);
        writer.Text(details.TradingHours);
        writer.Text(details.LiquidHours);
        writer.Text(details.ValueRule);
        writer.Text(details.ValueMultiplier);
        Pairs(writer, details.SecurityIds);
        writer.IntOrUnset(details.AggregatedGroup);
        writer.Text(details.UnderlyingSymbol);
        writer.Text(details.UnderlyingSecurityType);
        writer.Text(details.MarketRuleIds);
        writer.Text(details.RealExpirationDate);
        writer.Text(details.StockType);
        writer.Exact(details.MinSize);
        writer.Exact(details.SizeIncrement);
        writer.Exact(details.SuggestedSizeIncrement);
        if (writer.ServerVersion >= ServerVersion.ContractsCarryIneligibility)
            Pairs(writer, details.IneligibilityReasons);
    }

    private static void Pairs(MessageWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        writer.Int(pairs.Count);
        foreach (var (key, value) in pairs)
        {
            writer.Text(key);
            writer.Text(value);
        }
    }
}
