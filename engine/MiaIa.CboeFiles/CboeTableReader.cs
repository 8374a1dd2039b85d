using System.IO.Compression;
using System.Text;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.CboeFiles;

/// <summary>Reads a Cboe quote table, plain or gzip (told by its first bytes, not by its name).</summary>
public static class CboeTableReader
{
    /// <summary>Rejected rows that are kept with their reason; all are counted.</summary>
    public const int RejectedKeptMax = 100;

    /// <summary>A table is a few megabytes; what unpacks to more than this is something else.</summary>
    public const int CharactersMax = 64 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CboeFileException">It is no quote table, or holds no usable row; the message names file, line and value.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static CboeTable Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads a stream that can seek.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="file">Its name in messages.</param>
    /// <exception cref="CboeFileException">It is no quote table, or holds no usable row; the message names file, line and value.</exception>
    public static CboeTable Read(Stream stream, string file)
    {
        var lines = ReadLines(stream, file);
        var heading = CboeHeading.Read(file, lines);
        var rejected = new List<RejectedRow>();
        var rejectedCount = 0;
        var rows = new Dictionary<(string Root, NodaTime.LocalDate Expiry, double Strike), CboeRow>();
        for (var i = heading.ColumnsLine; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var row = CboeRow.Read(i + 1, lines[i], out var reason);
            if (row is not null && !rows.TryAdd(row.Key, row))
                reason = new RejectedRow(i + 1, "Strike", $"{row.Strike}", $"listed once: line {rows[row.Key].Line} has it already");
            if (reason is null)
                continue;
            rejectedCount++;
            if (rejected.Count < RejectedKeptMax)
                rejected.Add(reason);
        }
        if (rows.Count == 0)
            throw new CboeFileException(file, heading.ColumnsLine, $"no usable row follows ({rejectedCount} rejected{FirstOf(rejected)})");
        var asOf = AsOfRule.AsOf(heading.WrittenAt, [.. rows.Values.Select(row => row.Expiry).Distinct()]);
        var moment = NewYorkTime.At(asOf.Date, asOf.TimeOfDay);
        return new CboeTable(
            heading.Name,
            heading.Last,
            heading.WrittenAt,
            moment,
            ChainOf(rows.Values, moment, heading.Last),
            rows.Count,
            rejectedCount,
            rejected
        );
    }

    private static string FirstOf(List<RejectedRow> rejected) => rejected.Count > 0 ? $"; the first: {rejected[0]}" : "";

    private static List<string> ReadLines(Stream stream, string file)
    {
        Span<byte> start = stackalloc byte[2];
        var isGzip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        stream.Position = 0;
        try
        {
            using var unpacked = isGzip ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
            using var reader = new StreamReader(unpacked ?? stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            var lines = new List<string>();
            long characters = 0;
            while (reader.ReadLine() is { } line)
            {
                characters += line.Length + 1;
                if (characters > CharactersMax)
                    throw new CboeFileException(file, lines.Count + 1, $"more than {CharactersMax} characters: not a quote table");
                lines.Add(line);
            }
            return lines;
        }
        catch (InvalidDataException broken)
        {
            throw new CboeFileException($"{file}: the gzip data is damaged: {broken.Message}", broken);
        }
    }

    private static OptionChain ChainOf(IEnumerable<CboeRow> rows, UnixNanos asOf, double spot)
    {
        var byExpiry = rows.GroupBy(row => (row.Root, row.Expiry)).ToArray();
        var chain = new OptionChain(
            byExpiry.Select(expiry => new OptionListing(
                expiry.Key.Root,
                expiry.Key.Expiry,
                OptionSettlement.From(expiry.Key.Root, expiry.Key.Expiry),
                [.. expiry.Select(row => row.Strike).Order()]
            ))
        );
        foreach (var row in byExpiry.SelectMany(expiry => expiry))
        {
            var at = chain.FindRow(row.Root, row.Expiry, row.Strike);
            Fill(chain, OptionChain.ContractOf(at, OptionRight.Call), row.Call, asOf, spot);
            Fill(chain, OptionChain.ContractOf(at, OptionRight.Put), row.Put, asOf, spot);
        }
        return chain;
    }

    private static void Fill(OptionChain chain, int contract, CboeSide side, UnixNanos asOf, double spot)
    {
        chain.SetQuote(contract, side.Bid, side.Ask, asOf, spot);
        chain.SetVolume(contract, side.VolumeLots);
        chain.SetOpenInterest(contract, side.OpenInterestLots, asOf);
        chain.SetImpliedVolatility(contract, side.Volatility, asOf);
    }
}
