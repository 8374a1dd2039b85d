using System.Globalization;
using System.IO.Compression;
using MiaIa.NaiveOptions;
using NodaTime;

namespace MiaIa.CboeFiles.Tests;

/// <summary>A second, careless reader of the recorded tables: it splits at commas and believes everything. It also takes the printed γ.</summary>
internal static class RawTable
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>Half-days of the stock market among the expiries of the recorded tables: they end at 13:00.</summary>
    private static readonly string[] HalfDays = ["230703"];

    public static IReadOnlyList<NaiveContract> Read(string path, double asOfSeconds, double spot)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var contracts = new List<NaiveContract>();
        foreach (var line in text.ReadToEnd().Split('\n'))
        {
            var f = line.Trim().Split(',');
            if (!IsRow(f))
                continue;
            contracts.Add(ContractOf(f, f[1], 4, true, asOfSeconds, spot));
            contracts.Add(ContractOf(f, f[12], 15, false, asOfSeconds, spot));
        }
        return contracts;
    }

    /// <summary>A row is a line whose second field ends in the eight digits of a strike.</summary>
    public static bool IsRow(string[] fields) => fields.Length >= 22 && fields[1].Length > 15 && fields[1][^8..].All(char.IsDigit);

    private static NaiveContract ContractOf(string[] f, string symbol, int bid, bool isCall, double asOfSeconds, double spot)
    {
        var root = symbol[..^15];
        var written = DateTime.ParseExact(symbol[^15..^9], "yyMMdd", CultureInfo.InvariantCulture);
        var (hour, minute) =
            root == "SPX" ? (9, 30)
            : HalfDays.Contains(symbol[^15..^9]) ? (13, 0)
            : (16, 0);
        var settles = new LocalDateTime(written.Year, written.Month, written.Day, hour, minute);
        double Value(int column) => double.Parse(f[column], CultureInfo.InvariantCulture);
        return new NaiveContract(root, settles.Date, settles.InZoneStrictly(NewYork).ToInstant().ToUnixTimeSeconds(), Value(11), isCall)
        {
            Bid = Value(bid),
            Ask = Value(bid + 1),
            QuoteAtSeconds = asOfSeconds,
            QuoteSpot = spot,
            IsOfTable = true,
            Volume = Value(bid + 2),
            Volatility = Value(bid + 3),
            VolatilityAtSeconds = asOfSeconds,
            PrintedGamma = Value(bid + 5),
            OpenInterest = Value(bid + 6),
        };
    }
}
