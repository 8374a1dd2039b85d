using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>Reads a Cboe quote table, as saved from its page or as its service gives it (JSON), plain or gzip, told by its first bytes.</summary>
public static class CboeTableReader
{
    /// <summary>Rejected rows that are kept with their reason; all are counted.</summary>
    public const int RejectedKeptMax = 100;

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
        var bytes = TableText.Unpack(stream, file);
        var content = CboeJson.Is(bytes) ? CboeJson.Read(bytes, file) : ReadRows(TableText.Lines(bytes, file), file);
        if (content.Rows.Count == 0)
            throw new CboeFileException(file, 0, $"no usable row ({content.RowsRejected} rejected{FirstOf(content.Rejected)})");
        TableChecks.Whole(file, content);
        var asOf = AsOfRule.AsOf(content.WrittenAt, [.. content.Rows.Select(row => row.Expiry).Distinct()]);
        var moment = NewYorkTime.At(asOf.Date, asOf.TimeOfDay);
        return new CboeTable(
            content.Name,
            content.Spot,
            content.WrittenAt,
            moment,
            ChainOf(content, moment),
            content.Rows.Count,
            content.RowsRejected,
            content.ValuesRejected,
            content.Rejected
        );
    }

    private static CboeContent ReadRows(List<string> lines, string file)
    {
        var heading = CboeHeading.Read(file, lines);
        var (rows, refused, values) = (new List<CboeRow>(), new List<(RejectedRow Reason, int Line)>(), new List<RejectedRow>());
        var problems = new List<RejectedRow>();
        for (var i = heading.ColumnsLine; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            problems.Clear();
            if (CboeRow.Read(i + 1, lines[i], problems) is { } row)
            {
                rows.Add(row);
                values.AddRange(problems);
            }
            else
            {
                refused.Add((problems[0], i + 1));
            }
        }

        if (rows.Count == 0)
        {
            var first = FirstOf([.. refused.Select(r => r.Reason)]);
            throw new CboeFileException(file, heading.ColumnsLine, $"no usable row follows ({refused.Count} rejected{first})");
        }

        var spot = TableChecks.Spot(file, heading, [.. rows.Select(row => row.Strike)]);
        var content = new CboeContent(heading.Name, spot, heading.WrittenAt);
        foreach (var row in rows)
            content.Add(row);
        foreach (var (reason, line) in refused)
            content.Refuse(reason, ExpiryOf(line, lines[line - 1], rows));
        foreach (var value in values)
            content.RefuseValue(value);
        return content;
    }

    // By a symbol of its own whose expiry the table has; else that of the row before it, or of the first one.
    private static (string Root, LocalDate Expiry) ExpiryOf(int line, string text, List<CboeRow> rows)
    {
        foreach (var named in CboeRow.ExpiriesOf(text))
        {
            if (rows.Exists(row => (row.Root, row.Expiry) == named))
                return named;
        }

        var before = rows.FindLast(row => row.Line < line) ?? rows[0];
        return (before.Root, before.Expiry);
    }

    private static string FirstOf(IReadOnlyList<RejectedRow> rejected) => rejected.Count > 0 ? $"; the first: {rejected[0]}" : "";

    private static OptionChain ChainOf(CboeContent content, UnixNanos asOf)
    {
        var byExpiry = content.Rows.GroupBy(row => (row.Root, row.Expiry)).ToArray();
        var chain = new OptionChain(
            byExpiry.Select(expiry => new OptionListing(
                expiry.Key.Root,
                expiry.Key.Expiry,
                OptionSettlement.From(expiry.Key.Root, expiry.Key.Expiry),
                [.. expiry.Select(row => row.Strike).Order()],
                content.RefusedRowsOf(expiry.Key.Root, expiry.Key.Expiry)
            ))
        );
        foreach (var row in byExpiry.SelectMany(expiry => expiry))
        {
            var at = chain.FindRow(row.Root, row.Expiry, row.Strike);
            Fill(chain, OptionChain.ContractOf(at, OptionRight.Call), row.Call, asOf, content.Spot);
            Fill(chain, OptionChain.ContractOf(at, OptionRight.Put), row.Put, asOf, content.Spot);
        }
        return chain;
    }

    private static void Fill(OptionChain chain, int contract, CboeSide side, UnixNanos asOf, double spot)
    {
        chain.SetQuote(contract, side.Bid, side.Ask, asOf, spot);
        chain.SetVolume(contract, side.VolumeLots);
        if (side.OpenInterestLots != CboeSide.Unknown)
            chain.SetOpenInterest(contract, side.OpenInterestLots, asOf);
        chain.SetImpliedVolatility(contract, side.Volatility, asOf);
    }
}
