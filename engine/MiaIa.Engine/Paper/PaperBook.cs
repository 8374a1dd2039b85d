using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>
/// The visible book less what trades have eaten of it since it was seen. Nothing is added between two snapshots, so that a paper order never
/// takes more than stood there.
/// </summary>
internal sealed class PaperBook
{
    /// <summary>What stands before an order is not known: its level is not visible.</summary>
    internal const int UnknownFront = int.MaxValue;

    // Trades that nobody has asked the consequences of; more than this between two books are worked out at once.
    private const int NotedMax = 64;

    private readonly int[] _bidsLeft = new int[BookSnapshot.LevelsMax];
    private readonly int[] _asksLeft = new int[BookSnapshot.LevelsMax];
    private readonly NotedTrade[] _noted = new NotedTrade[NotedMax];
    private BookSnapshot _seen = new();
    private bool _isNew;
    private int _notedCount;

    /// <summary>Whether a market order may use it: known, two-sided, neither locked nor crossed.</summary>
    internal bool IsSound { get; private set; }

    /// <summary>A trade is not over: the exchange has unbundled it, and more of its records are to come.</summary>
    internal bool IsInTrade { get; set; }

    /// <summary>Whether a market order may take from it now.</summary>
    internal bool CanBeTaken => IsSound && !IsInTrade;

    internal void Take(BookSnapshot book)
    {
        Note(book);
        CatchUp();
    }

    /// <summary>A new book, which has to stay as it is until the next one, while nobody has an order.</summary>
    internal void Note(BookSnapshot book)
    {
        IsInTrade = false;
        IsSound = book.IsSound;
        (_seen, _isNew, _notedCount) = (book, true, 0);
    }

    /// <summary>A record of a trade while nobody has an order.</summary>
    internal void Note(int price, int lots, bool isBuy)
    {
        if (!IsSound)
            return;
        if (_notedCount == NotedMax)
            CatchUp();
        _noted[_notedCount++] = new(price, lots, isBuy);
    }

    /// <summary>Somebody has an order, or had one: what was only noted is worked out.</summary>
    internal void CatchUp()
    {
        if (_isNew)
        {
            _isNew = false;
            _seen.Bids.Lots.CopyTo(_bidsLeft);
            _seen.Asks.Lots.CopyTo(_asksLeft);
        }

        for (var i = 0; i < _notedCount; i++)
            Eat(_noted[i].Price, _noted[i].Lots, _noted[i].IsBuy);
        _notedCount = 0;
    }

    /// <summary>It is not known any more; until the next snapshot every market order waits.</summary>
    internal void Lose()
    {
        IsSound = IsInTrade = _isNew = false;
        _notedCount = 0;
    }

    /// <summary>
    /// A trade took what it traded with: every better level of that side is gone, and so is whatever stood on the other side at its price or
    /// better, or the two would have met.
    /// </summary>
    internal void Eat(int price, int lots, bool isBuy)
    {
        if (!IsSound)
            return;
        var taken = isBuy ? _seen.Asks : _seen.Bids;
        var takenLeft = isBuy ? _asksLeft : _bidsLeft;
        var sign = isBuy ? 1 : -1;
        for (var i = 0; i < taken.Count && (price - taken[i].Price.Value) * sign >= 0; i++)
            takenLeft[i] = taken[i].Price.Value == price ? Math.Max(0, takenLeft[i] - lots) : 0;
        var other = isBuy ? _seen.Bids : _seen.Asks;
        var otherLeft = isBuy ? _bidsLeft : _asksLeft;
        for (var i = 0; i < other.Count && (other[i].Price.Value - price) * sign >= 0; i++)
            otherLeft[i] = 0;
    }

    /// <summary>The levels of one side, best first; how much is left of each is <see cref="Left"/>.</summary>
    internal BookLevels Side(bool isAsk) => isAsk ? _seen.Asks : _seen.Bids;

    internal ReadOnlySpan<int> Left(bool isAsk) => isAsk ? _asksLeft : _bidsLeft;

    /// <summary>
    /// What stands at a price of one side: 0 between or before the visible levels, <see cref="UnknownFront"/> behind them or without a sound
    /// book.
    /// </summary>
    internal int StandsAt(bool isAsk, int price)
    {
        if (!IsSound)
            return UnknownFront;
        var side = Side(isAsk);
        for (var i = 0; i < side.Count; i++)
        {
            var behind = isAsk ? price - side[i].Price.Value : side[i].Price.Value - price;
            if (behind == 0)
                return Left(isAsk)[i];
            if (behind < 0)
                return 0;
        }

        return UnknownFront;
    }

    private readonly record struct NotedTrade(int Price, int Lots, bool IsBuy);
}
