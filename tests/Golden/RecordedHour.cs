using System.Buffers.Binary;

namespace Golden;

/// <summary>
/// The real hour's files, and what is in the depth file according to a reader of its own: no code of the product takes part,
/// so that the product can be held against it.
/// </summary>
internal static class RecordedHour
{
    private const int TradeHeaderBytes = 56;
    private const int TradeRecordBytes = 40;
    private const int DepthHeaderBytes = 64;
    private const int DepthRecordBytes = 24;
    private const long UnixMicrosOfSierraZero = 2_209_161_600_000_000;
    private const int VisibleLevels = 10;
    private const double TickPoints = 0.25;

    /// <summary>The trades; the test is ignored where they are missing.</summary>
    public static string ScidPath => File("ESH24_FUT_CME.scid");

    /// <summary>The depth that belongs to them.</summary>
    public static string DepthPath => File("ESH24_FUT_CME.2023-12-25.depth");

    /// <summary>
    /// Every book that differs, in its ten best levels a side, from the one before, and how many batches there were. A book's time is
    /// that of the newest record of time and sales: a trade, or the quote that a batch makes when it changes the best bid or ask.
    /// </summary>
    public static (List<VisibleBook> Changes, int Batches) Books()
    {
        var trades = System.IO.File.ReadAllBytes(ScidPath);
        var tradeAt = TradeHeaderBytes;
        var (floor, latest, newest) = (0L, 0L, 0L);
        var best = default(((int, uint) Bid, (int, uint) Ask));
        var bytes = System.IO.File.ReadAllBytes(DepthPath);
        var bids = new SortedDictionary<int, (uint Lots, uint Orders)>(Comparer<int>.Create((a, b) => b.CompareTo(a)));
        var asks = new SortedDictionary<int, (uint Lots, uint Orders)>();
        var changes = new List<VisibleBook>();
        var batches = 0;
        for (var at = DepthHeaderBytes; at + DepthRecordBytes <= bytes.Length; at += DepthRecordBytes)
        {
            var record = bytes.AsSpan(at, DepthRecordBytes);
            Apply(record, bids, asks);
            latest = Math.Max(latest, BinaryPrimitives.ReadInt64LittleEndian(record));
            if ((record[9] & 1) == 0)
                continue;
            batches++;
            // A trade of the same moment comes before the batch; one whose time goes back keeps its place in its file.
            for (; tradeAt + TradeRecordBytes <= trades.Length; tradeAt += TradeRecordBytes)
            {
                var time = BinaryPrimitives.ReadInt64LittleEndian(trades.AsSpan(tradeAt));
                floor = Math.Max(floor, time);
                if (floor > latest)
                    break;
                newest = time;
            }

            var now = (Best(bids), Best(asks));
            if (now != best)
                newest = BinaryPrimitives.ReadInt64LittleEndian(record);
            best = now;
            var book = new VisibleBook(
                newest - UnixMicrosOfSierraZero,
                [.. bids.Take(VisibleLevels).Select(l => (l.Key, l.Value.Lots, l.Value.Orders))],
                [.. asks.Take(VisibleLevels).Select(l => (l.Key, l.Value.Lots, l.Value.Orders))]
            );
            if (changes.Count == 0 || !book.HasLevelsOf(changes[^1]))
                changes.Add(book);
        }
        return (changes, batches);
    }

    private static (int Ticks, uint Lots) Best(SortedDictionary<int, (uint Lots, uint Orders)> side)
    {
        foreach (var (ticks, level) in side)
            return (ticks, level.Lots);
        return default;
    }

    private static void Apply(
        ReadOnlySpan<byte> record,
        SortedDictionary<int, (uint Lots, uint Orders)> bids,
        SortedDictionary<int, (uint Lots, uint Orders)> asks
    )
    {
        var orders = (uint)BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var ticks = (int)Math.Round(BinaryPrimitives.ReadSingleLittleEndian(record[12..]) / TickPoints);
        var lots = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        switch (record[8])
        {
            case 1:
                bids.Clear();
                asks.Clear();
                break;
            case 2 or 4:
                bids[ticks] = (lots, orders);
                break;
            case 3 or 5:
                asks[ticks] = (lots, orders);
                break;
            case 6:
                bids.Remove(ticks);
                break;
            case 7:
                asks.Remove(ticks);
                break;
        }
    }

    private static string File(string name) => Recorded.File($"es-2023-12-25/{name}");
}
