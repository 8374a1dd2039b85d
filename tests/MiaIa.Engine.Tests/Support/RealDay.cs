using System.IO.Compression;
using MiaIa.CboeFiles;
using MiaIa.CboeFiles.Tests;
using MiaIa.Engine.Market;
using MiaIa.NaiveOptions;
using MiaIa.SierraFiles;
using NodaTime;

namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// A recorded day: ES 5-minute bars as a path of trades (one in 5 s, through the bar's extremes), beside the option table of that day. The
/// index is the future less a constant, taken where the table stands; VIX stands still. Only labelled as a replay.
/// </summary>
internal static class RealDay
{
    private const int TradesOfBar = 60;
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    public static (List<OptionTapeEvent> Tape, IReadOnlyList<NaiveContract> Contracts, long AsOfMillis) Of(
        string table,
        string bars,
        LocalDate day,
        double vix
    )
    {
        var path = RealTables.Find(table);
        var read = CboeTableReader.Read(path);
        var asOf = read.AsOf.Value / UnixNanos.PerMilli;
        var contracts = RawTable.Read(path, asOf / 1e3, read.Spot);
        var rows = Bars(bars, day);
        var at = rows.Last(r => r.Millis <= asOf).Bar;
        var basis = Math.Round(((at.OpenPoints + at.LastPoints) / 2) - read.Spot, 2);
        TestContext.Out.WriteLine(
            $"{table}: as of {read.AsOf}, spot {read.Spot}, basis {basis}, {contracts.Count} contracts, {rows.Count} bars"
        );
        return ([.. rows.SelectMany(row => Events(row.Millis, row.Bar, basis, vix))], contracts, asOf);
    }

    private static List<(long Millis, BarExportRow Bar)> Bars(string start, LocalDate day)
    {
        var folder = Path.Combine(Path.GetDirectoryName(RealTables.Find(RealTables.Full[0]))!, "..", "es-5m-bars");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, start + "*.gz") : [];
        if (files.Length != 1)
            Assert.Ignore($"no data at {folder}: {start}*.gz");
        using var text = new StreamReader(new GZipStream(File.OpenRead(files[0]), CompressionMode.Decompress));
        return
        [
            .. BarExport
                .Read(text, files[0])
                .Where(b => LocalDateTime.FromDateTime(b.Start) is var t && t.Date == day && t.Hour is >= 7 and < 15)
                .Select(b => (LocalDateTime.FromDateTime(b.Start).InZoneStrictly(Chicago).ToInstant().ToUnixTimeMilliseconds(), b)),
        ];
    }

    private static IEnumerable<OptionTapeEvent> Events(long start, BarExportRow bar, double basis, double vix)
    {
        yield return new OptionTapeEvent(start) { Print = (IndexSymbol.Vix, vix) };
        var isUp = bar.LastPoints >= bar.OpenPoints;
        double[] corners = [bar.OpenPoints, isUp ? bar.LowPoints : bar.HighPoints, isUp ? bar.HighPoints : bar.LowPoints, bar.LastPoints];
        for (var i = 0; i < TradesOfBar; i++)
        {
            var place = i * 3.0 / (TradesOfBar - 1);
            var corner = Math.Min((int)place, 2);
            var price = (int)Math.Round((corners[corner] + ((corners[corner + 1] - corners[corner]) * (place - corner))) / 0.25);
            var millis = start + (i * 5_000L);
            yield return new OptionTapeEvent(millis + 100) { Book = (price - 1, price + 1) };
            yield return new OptionTapeEvent(millis + 200) { Print = (IndexSymbol.Spx, (price * 0.25) - basis) };
            yield return new OptionTapeEvent(millis + 300) { Price = price };
        }
    }
}
