using System.Runtime.CompilerServices;

namespace MiaIa.Engine.Market;

/// <summary>
/// The visible book: up to ten levels a side, best first. It is reused: the edge fills its own one and passes it by
/// reference, and the step copies it, so that it may be filled again as soon as the step has returned.
/// </summary>
public sealed class BookSnapshot
{
    /// <summary>Levels a side at most.</summary>
    public const int LevelsMax = 10;

    private Side _bids;
    private Side _asks;

    /// <summary>Levels on the bid side, 0 … 10.</summary>
    public int BidCount { get; private set; }

    /// <summary>Levels on the ask side, 0 … 10.</summary>
    public int AskCount { get; private set; }

    /// <summary>The bid levels, highest first.</summary>
    public ReadOnlySpan<BookLevel> Bids => ((ReadOnlySpan<BookLevel>)_bids)[..BidCount];

    /// <summary>The ask levels, lowest first.</summary>
    public ReadOnlySpan<BookLevel> Asks => ((ReadOnlySpan<BookLevel>)_asks)[..AskCount];

    /// <summary>The best bid; the default when there is none.</summary>
    public BookLevel BestBid => BidCount == 0 ? default : _bids[0];

    /// <summary>The best ask; the default when there is none.</summary>
    public BookLevel BestAsk => AskCount == 0 ? default : _asks[0];

    /// <summary>Both sides have a level and the best bid is below the best ask: neither one-sided, locked nor crossed.</summary>
    public bool IsSound => BidCount > 0 && AskCount > 0 && _bids[0].Price < _asks[0].Price;

    /// <summary>Removes every level.</summary>
    public void Clear() => BidCount = AskCount = 0;

    /// <summary>Adds the next bid level, lower than the one before. False when it is not, is empty, or the side is full.</summary>
    public bool TryAddBid(BookLevel level)
    {
        if (level.Lots.Value == 0 || !level.Price.IsKnown || BidCount == LevelsMax || (BidCount > 0 && level.Price >= _bids[BidCount - 1].Price))
            return false;
        _bids[BidCount++] = level;
        return true;
    }

    /// <summary>Adds the next ask level, higher than the one before. False when it is not, is empty, or the side is full.</summary>
    public bool TryAddAsk(BookLevel level)
    {
        if (level.Lots.Value == 0 || !level.Price.IsKnown || AskCount == LevelsMax || (AskCount > 0 && level.Price <= _asks[AskCount - 1].Price))
            return false;
        _asks[AskCount++] = level;
        return true;
    }

    /// <summary>Replaces both sides at once. False, and the book is empty, when a level breaks a rule of <see cref="TryAddBid"/>.</summary>
    public bool TryReplace(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        Clear();
        if (!TrySide(bids, ref _bids, isBid: true) || !TrySide(asks, ref _asks, isBid: false))
            return false;
        (BidCount, AskCount) = (bids.Length, asks.Length);
        return true;
    }

    /// <summary>Takes every level of another book.</summary>
    public void CopyFrom(BookSnapshot other)
    {
        _bids = other._bids;
        _asks = other._asks;
        BidCount = other.BidCount;
        AskCount = other.AskCount;
    }

    private static bool TrySide(ReadOnlySpan<BookLevel> levels, ref Side side, bool isBid)
    {
        if (levels.Length > LevelsMax)
            return false;
        Span<BookLevel> into = side;
        var before = isBid ? int.MaxValue : 0;
        for (var i = 0; i < levels.Length; i++)
        {
            ref readonly var level = ref levels[i];
            var price = level.Price.Value;
            if (level.Lots.Value == 0 || price == 0 || (isBid ? price >= before : price <= before))
                return false;
            into[i] = level;
            before = price;
        }

        return true;
    }

    [InlineArray(LevelsMax)]
    private struct Side
    {
        private BookLevel _first;
    }
}
