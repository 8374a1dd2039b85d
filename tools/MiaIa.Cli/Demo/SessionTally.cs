using MiaIa.SierraFiles;

namespace MiaIa.Cli.Demo;

/// <summary>
/// What the files hold, counted by our own reader and by no other part of the path: the measure of what must arrive.
/// </summary>
/// <param name="TradeRecords">Records with volume.</param>
/// <param name="Trades">Trades; a FIRST…LAST group counts once.</param>
/// <param name="BuyLots">Contracts traded at the ask.</param>
/// <param name="SellLots">Contracts traded at the bid.</param>
/// <param name="DepthBatches">Batches of the depth file.</param>
/// <param name="Books">Different books among them: batches after which the ten best levels a side are not as before.</param>
/// <param name="Bids">The last book's best bids, at most ten.</param>
/// <param name="Asks">The last book's best asks, at most ten.</param>
internal sealed record SessionTally(
    long TradeRecords,
    long Trades,
    long BuyLots,
    long SellLots,
    long DepthBatches,
    long Books,
    IReadOnlyList<BookLevel> Bids,
    IReadOnlyList<BookLevel> Asks
)
{
    /// <summary>Reads both files to their end.</summary>
    /// <exception cref="SierraFileException">A file is not what it should be, or its prices are not those of its symbol.</exception>
    public static SessionTally Of(string scidPath, string? depthPath)
    {
        var instrument =
            InstrumentPrices.OfFile(scidPath)
            ?? throw new SierraFileException(
                scidPath,
                "the symbol is not one of ES, MES, NQ, MNQ; name the file after its symbol, e.g. ESH24_FUT_CME.scid"
            );
        using var scid = SierraFormats.Scid.Open(scidPath);
        long records = 0,
            trades = 0,
            buy = 0,
            sell = 0;
        var insideGroup = false;
        var scale = new TradeScreen(scid, instrument).Scale;
        foreach (var record in scid.Records().Where(r => !r.IsQuoteOnly))
        {
            records++;
            buy += record.AskVolume;
            sell += record.BidVolume;
            trades += insideGroup ? 0 : 1;
            insideGroup = record.Group == PrintGroup.First || (insideGroup && record.Group != PrintGroup.Last);
        }

        var book = new BookTally(scale);
        if (depthPath is not null)
        {
            using var depth = SierraFormats.Depth.Open(depthPath);
            foreach (var record in depth.Records())
                book.Apply(record);
        }

        return new SessionTally(records, trades, buy, sell, book.Batches, book.Books, book.Bids, book.Asks);
    }
}
