namespace MiaIa.SierraFiles;

/// <summary>
/// The book that a <c>.depth</c> file describes: every level, built record by record. Look at it only when
/// <see cref="Apply"/> has answered true. What does not fit is left out and counted, never guessed.
/// </summary>
public sealed class DepthBook(PriceScale scale)
{
    private static readonly Comparer<int> Falling = Comparer<int>.Create((a, b) => b.CompareTo(a));
    private readonly SortedDictionary<int, BookLevel> _bids = new(Falling);
    private readonly SortedDictionary<int, BookLevel> _asks = [];

    /// <summary>Batches ended so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Records whose command number has no meaning.</summary>
    public long UnknownCommands { get; private set; }

    /// <summary>Records with a price that is NaN, zero, negative, off tick or above every price of the instrument.</summary>
    public long RefusedPrices { get; private set; }

    /// <summary>Deletions of a level that was not there.</summary>
    public long MissingLevels { get; private set; }

    /// <summary>Levels on the bid side.</summary>
    public int BidCount => _bids.Count;

    /// <summary>Levels on the ask side.</summary>
    public int AskCount => _asks.Count;

    /// <summary>Both sides hold levels and the best bid is at or above the best ask.</summary>
    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.First().Key >= _asks.First().Key;

    /// <summary>Applies one record.</summary>
    /// <returns>True when it ends a batch: the book is whole.</returns>
    public bool Apply(in DepthRecord record)
    {
        switch (record.Command)
        {
            case DepthCommand.None:
                break;
            case DepthCommand.ClearBook:
                _bids.Clear();
                _asks.Clear();
                break;
            case DepthCommand.AddBid or DepthCommand.ModifyBid or DepthCommand.DeleteBid:
                Change(_bids, record, record.Command == DepthCommand.DeleteBid);
                break;
            case DepthCommand.AddAsk or DepthCommand.ModifyAsk or DepthCommand.DeleteAsk:
                Change(_asks, record, record.Command == DepthCommand.DeleteAsk);
                break;
            default:
                UnknownCommands++;
                break;
        }

        if (record.EndsBatch)
            Batches++;
        return record.EndsBatch;
    }

    /// <summary>Copies the best bids, highest first.</summary>
    /// <returns>How many there were room and levels for.</returns>
    public int BestBids(Span<BookLevel> into) => Best(_bids, into);

    /// <summary>Copies the best asks, lowest first.</summary>
    /// <returns>How many there were room and levels for.</returns>
    public int BestAsks(Span<BookLevel> into) => Best(_asks, into);

    private static int Best(SortedDictionary<int, BookLevel> side, Span<BookLevel> into)
    {
        var count = 0;
        foreach (var level in side.Values)
        {
            if (count == into.Length)
                break;
            into[count++] = level;
        }

        return count;
    }

    private void Change(SortedDictionary<int, BookLevel> side, in DepthRecord record, bool delete)
    {
        if (!scale.TryLevel(record.Price, out var ticks))
            RefusedPrices++;
        else if (!delete && record.Quantity > 0)
            side[ticks] = new BookLevel(ticks, record.Quantity, record.NumOrders);
        else if (!side.Remove(ticks))
            MissingLevels++;
    }
}
