using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Finds what there is of options for a day: nothing of it was made after the day could know it.</summary>
internal sealed class DayChain(RecordingFiles files, TradingDays calendar)
{
    /// <param name="Table">Null = none.</param>
    /// <param name="BasisPoints">Of a table of the day before.</param>
    /// <param name="VolatilityPercent">Null = none.</param>
    internal readonly record struct Found(QuoteTable? Table, double? BasisPoints, double? VolatilityPercent);

    internal Found Find(DateOnly date, TradeFile trades)
    {
        var isNasdaq = trades.Instrument.EndsWith("NQ", StringComparison.Ordinal);
        var volatility = files.Volatility.FirstOrDefault(file => file.Index == (isNasdaq ? "VXN" : "VIX"))?.CloseBefore(date);
        var tables = files.Chains.Where(table => table.Problem.Length == 0 && table.Underlying == (isNasdaq ? "NDX" : "SPX")).ToArray();
        if (Newest(tables, date) is { } own)
            return new(own, null, volatility);
        var yesterday = calendar.Before(date, 1).Date;
        if (Newest(tables, yesterday) is { } old && PriceAt(trades, old.AsOf) is { } price)
            return new(old, price - old.SpotPoints, volatility);
        return new(null, null, volatility);
    }

    private static QuoteTable? Newest(IEnumerable<QuoteTable> tables, DateOnly date) =>
        tables.Where(table => table.Date == date).MaxBy(table => table.AsOf.Value);

    // The first trade from a moment on, within five minutes of it: later it says nothing of that moment.
    private static double? PriceAt(TradeFile trades, UnixNanos moment)
    {
        const long MicrosMax = 5 * 60_000_000;
        using var file = SierraFormats.Scid.Open(trades.Path);
        var at = SierraTime.FromUnixMicros(moment.Micros);
        var first = TradeScreen.Before(file, at);
        if (!file.Records(first).Any(record => !record.IsQuoteOnly))
            return null;
        var screen = new TradeScreen(file, InstrumentPrices.OfSymbol(trades.Symbol)!, null, first);
        while (screen.TryNext())
        {
            var micros = screen.Record.SierraMicros;
            if (micros >= at)
                return micros - at > MicrosMax ? null : screen.Record.Close * screen.Scale.Multiplier;
        }

        return null;
    }
}
