using System.Globalization;
using MiaIa.Ibkr;
using NodaTime;

namespace MiaIa.GatewaySim.Markets;

/// <summary>Contract numbers and names. Where IBKR's own number is known it is used; made-up ones lie above 900,000,000.</summary>
internal static class KnownContracts
{
    public const int Spx = 416904,
        Vix = 13455763,
        Qqq = 320227571,
        EsUnderlying = 11004968;

    private const int Vxn = 900_000_001,
        EsDecember2026 = 515416632,
        FirstFuture = 900_100_000,
        FirstOption = 910_000_000;
    private static readonly string[] Smart = ["SMART", "NASDAQ"];
    private static readonly string[] OptionExchanges = ["SMART", "CBOE"];
    private static readonly string[] Cboe = ["CBOE"];

    /// <summary>The indexes, QQQ, and the ES futures of the next year.</summary>
    public static IEnumerable<Listed> Underlyings(LocalDate today)
    {
        yield return Index("SPX", Spx);
        yield return Index("VIX", Vix);
        yield return Index("VXN", Vxn);
        yield return new Listed(
            InstrumentKind.Stock,
            new Contract
            {
                ConId = Qqq,
                Symbol = "QQQ",
                SecurityType = "STK",
                Exchange = "SMART",
                PrimaryExchange = "NASDAQ",
                LocalSymbol = "QQQ",
                TradingClass = "NMS",
            },
            Smart,
            0.01
        );
        foreach (var expiry in Quarters(today))
            yield return Future(expiry);
    }

    /// <summary>The options of a chain, numbered in its order.</summary>
    public static IEnumerable<Listed> Options(ChainTable chain, int offset)
    {
        for (var i = 0; i < chain.Options.Count; i++)
            yield return Option(chain.Symbol, chain.Options[i], FirstOption + offset + i);
    }

    /// <summary>Dates as a Gateway writes them.</summary>
    public static string Text(LocalDate date) => date.ToString("uuuuMMdd", CultureInfo.InvariantCulture);

    private static Listed Option(string symbol, OptionTerms terms, int conId)
    {
        var right = terms.IsCall ? "C" : "P";
        var contract = new Contract
        {
            ConId = conId,
            Symbol = symbol,
            SecurityType = "OPT",
            LastTradeDate = Text(terms.Expiry.LastTradeDate),
            Strike = (decimal)terms.Strike,
            Right = right,
            Multiplier = "100",
            Exchange = "SMART",
            LocalSymbol = string.Create(
                CultureInfo.InvariantCulture,
                $"{terms.Expiry.Class, -6}{Text(terms.Expiry.Date)[2..]}{right}{(int)Math.Round(terms.Strike * 1000):00000000}"
            ),
            TradingClass = terms.Expiry.Class,
        };
        return new Listed(InstrumentKind.Option, contract, OptionExchanges, symbol == "SPX" ? 0.05 : 0.01, terms);
    }

    private static Listed Index(string symbol, int conId) =>
        new(
            InstrumentKind.Index,
            new Contract
            {
                ConId = conId,
                Symbol = symbol,
                SecurityType = "IND",
                Exchange = "CBOE",
                LocalSymbol = symbol,
            },
            Cboe,
            0.01
        );

    private static IEnumerable<LocalDate> Quarters(LocalDate today)
    {
        for (var months = 0; months <= 12; months++)
        {
            var first = new LocalDate(today.Year, today.Month, 1).PlusMonths(months);
            if (first.Month % 3 != 0)
                continue;
            var friday = first.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Friday)).PlusWeeks(2);
            if (friday >= today)
                yield return friday;
        }
    }

    private static Listed Future(LocalDate expiry)
    {
        var local = $"ES{"HMUZ"[(expiry.Month / 3) - 1]}{expiry.Year % 10}";
        var conId = expiry is { Year: 2026, Month: 12 } ? EsDecember2026 : FirstFuture + (expiry.Year % 100 * 100) + expiry.Month;
        var contract = new Contract
        {
            ConId = conId,
            Symbol = "ES",
            SecurityType = "FUT",
            LastTradeDate = Text(expiry),
            Multiplier = "50",
            Exchange = "CME",
            LocalSymbol = local,
            TradingClass = "ES",
        };
        return new Listed(InstrumentKind.Future, contract, ["CME"], 0.25);
    }
}
