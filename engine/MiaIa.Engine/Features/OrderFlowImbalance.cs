using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Order-flow imbalance of the best prices over (t − 10 s, t], in contracts: what was added to the bid or taken from the ask
/// less the reverse, from one sound book to the next. Reported beside order_book_imbalance; no part of the score.
/// Source: Cont, Kukanov and Stoikov, "The price impact of order book events" (2014), with their ten seconds.
/// One sum a millisecond, so a ring of 10,000 places and one more cannot overflow at any rate.
/// </summary>
internal sealed class OrderFlowImbalance
{
    private const int WindowMillis = 10_000;

    private readonly Slot[] _slots = new Slot[WindowMillis + 1];
    private long _lots;
    private int _newest = -1;
    private int _oldest;
    private int _count;
    private long _leavesAt = long.MaxValue;
    private long _millis;
    private BookLevel _bid;
    private BookLevel _ask;
    private bool _hasBook;

    /// <summary>Contracts; + = buyers press.</summary>
    internal long Lots
    {
        get
        {
            Leave();
            return _lots;
        }
    }

    /// <summary>Market time moves on. What is 10 s old leaves when a book comes, or when somebody asks.</summary>
    internal void Advance(long millis) => _millis = millis;

    /// <summary>Another book stands; one that is not sound breaks the chain.</summary>
    internal void Apply(BookSnapshot book)
    {
        if (!book.IsSound)
        {
            _hasBook = false;
            return;
        }

        var (bid, ask) = (book.BestBid, book.BestAsk);
        if (_hasBook)
        {
            long flow = bid.Price >= _bid.Price ? bid.Lots.Value : 0;
            flow -= bid.Price <= _bid.Price ? _bid.Lots.Value : 0;
            flow -= ask.Price <= _ask.Price ? ask.Lots.Value : 0;
            flow += ask.Price >= _ask.Price ? _ask.Lots.Value : 0;
            Add(flow);
        }

        (_bid, _ask, _hasBook) = (bid, ask, true);
    }

    /// <summary>Nobody says what the book is.</summary>
    internal void Lose() => _hasBook = false;

    private void Add(long flow)
    {
        Leave();
        _lots += flow;
        if (_count > 0 && _slots[_newest].Millis == _millis)
        {
            _slots[_newest].Lots += flow;
            return;
        }

        _newest = After(_newest);
        _slots[_newest] = new Slot { Millis = _millis, Lots = flow };
        if (_count++ != 0)
            return;
        _oldest = _newest;
        _leavesAt = _millis + WindowMillis;
    }

    private void Leave()
    {
        while (_millis >= _leavesAt)
        {
            _lots -= _slots[_oldest].Lots;
            _oldest = After(_oldest);
            _leavesAt = --_count == 0 ? long.MaxValue : _slots[_oldest].Millis + WindowMillis;
        }
    }

    private static int After(int index) => index == WindowMillis ? 0 : index + 1;

    private struct Slot
    {
        internal long Millis;
        internal long Lots;
    }
}
