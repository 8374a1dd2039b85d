namespace MiaIa.Engine.Market;

/// <summary>
/// The visible book: up to ten levels a side, best first. It is reused: the edge fills its own one and passes it by
/// reference, and the step copies it, so that it may be filled again as soon as the step has returned.
/// </summary>
public sealed class BookSnapshot
{
    /// <summary>Levels a side at most.</summary>
    public const int LevelsMax = 10;

    private BookSide _bids;
    private BookSide _asks;

    /// <summary>Levels on the bid side, 0 … 10.</summary>
    public int BidCount => _bids.Count;

    /// <summary>Levels on the ask side, 0 … 10.</summary>
    public int AskCount => _asks.Count;

    /// <summary>The bid levels, highest first.</summary>
    public BookLevels Bids => new(in _bids);

    /// <summary>The ask levels, lowest first.</summary>
    public BookLevels Asks => new(in _asks);

    /// <summary>The best bid; the default when there is none.</summary>
    public BookLevel BestBid => _bids.Best;

    /// <summary>The best ask; the default when there is none.</summary>
    public BookLevel BestAsk => _asks.Best;

    /// <summary>Both sides have a level and the best bid is below the best ask: neither one-sided, locked nor crossed.</summary>
    public bool IsSound => BidCount > 0 && AskCount > 0 && BestBid.Price < BestAsk.Price;

    /// <summary>Removes every level.</summary>
    public void Clear() => _bids.Count = _asks.Count = 0;

    /// <summary>Adds the next bid level, lower than the one before. False when it is not, is empty, or the side is full.</summary>
    public bool TryAddBid(BookLevel level) => _bids.TryAdd(level, isBid: true);

    /// <summary>Adds the next ask level, higher than the one before. False when it is not, is empty, or the side is full.</summary>
    public bool TryAddAsk(BookLevel level) => _asks.TryAdd(level, isBid: false);

    /// <summary>Replaces both sides at once.</summary>
    /// <param name="bids">Prices strictly falling, 1 … 10,000,000 ticks; 1 … 1,000,000 contracts; 0 … 1,000,000 orders; at most ten levels.</param>
    /// <param name="asks">The same with rising prices.</param>
    /// <returns>False, and the book is empty, when a level breaks one of these rules.</returns>
    public bool TryReplace(BookColumns bids, BookColumns asks)
    {
        if (_bids.TryTake(bids, isBid: true) && _asks.TryTake(asks, isBid: false))
            return true;
        Clear();
        return false;
    }

    /// <summary>Takes every level of another book.</summary>
    public void CopyFrom(BookSnapshot other)
    {
        _bids = other._bids;
        _asks = other._asks;
    }
}
