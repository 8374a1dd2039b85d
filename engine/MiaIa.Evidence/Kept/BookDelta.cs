using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// A book as what differs from the one before, level by level. Orders are left out: nobody who trades on paper looks at them. The same object
/// serves one direction only: it remembers the last book.
/// </summary>
internal sealed class BookDelta
{
    private readonly int[] _bidPrices = new int[BookColumns.Places];
    private readonly int[] _bidLots = new int[BookColumns.Places];
    private readonly int[] _askPrices = new int[BookColumns.Places];
    private readonly int[] _askLots = new int[BookColumns.Places];
    private readonly int[] _orders = new int[BookColumns.Places];

    internal void Write(ByteColumn to, BookSnapshot book)
    {
        to.Add((byte)(book.BidCount | (book.AskCount << 4)));
        Write(to, book.Bids, _bidPrices, _bidLots);
        Write(to, book.Asks, _askPrices, _askLots);
    }

    /// <summary>The next book, as an object of its own.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal BookSnapshot Read(ref ByteCursor from)
    {
        var counts = from.ReadByte();
        var (bids, asks) = (counts & 0xF, counts >> 4);
        Read(ref from, _bidPrices, _bidLots, bids);
        Read(ref from, _askPrices, _askLots, asks);
        var book = new BookSnapshot();
        return book.TryReplace(new(_bidPrices, _bidLots, _orders, bids), new(_askPrices, _askLots, _orders, asks))
            ? book
            : throw new InvalidDataException("a kept book breaks the rules of a book");
    }

    private static void Write(ByteColumn to, BookLevels levels, int[] prices, int[] lots)
    {
        ushort changed = 0;
        for (var i = 0; i < levels.Count; i++)
            changed |= (ushort)(levels[i].Price.Value != prices[i] || levels[i].Lots.Value != lots[i] ? 1 << i : 0);
        to.AddUnsigned(changed);
        for (var i = 0; i < levels.Count; i++)
        {
            if ((changed & (1 << i)) == 0)
                continue;
            var level = levels[i];
            to.AddSigned(level.Price.Value - prices[i]);
            to.AddSigned(level.Lots.Value - lots[i]);
            (prices[i], lots[i]) = (level.Price.Value, level.Lots.Value);
        }
    }

    private static void Read(ref ByteCursor from, int[] prices, int[] lots, int count)
    {
        var changed = from.ReadUnsigned();
        if (count > BookSnapshot.LevelsMax || changed >> count != 0)
            throw new InvalidDataException("a kept book has more levels than a book can have");
        for (var i = 0; i < count; i++)
        {
            if ((changed & (1UL << i)) == 0)
                continue;
            prices[i] += (int)from.ReadSigned();
            lots[i] += (int)from.ReadSigned();
        }
    }
}
