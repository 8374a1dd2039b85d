using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Order-flow imbalance of the best prices over (t − 10 s, t], in contracts: what was added to the bid or taken from the ask
/// less the reverse, from one sound book to the next. Reported beside order_book_imbalance; no part of the score.
/// Source: Cont, Kukanov and Stoikov, "The price impact of order book events" (2014), with their ten seconds.
/// One sum a millisecond, so 10,000 places hold the window at any rate.
/// </summary>
internal sealed class OrderFlowImbalance
{
    private const int WindowMillis = 10_000;

    private readonly long[] _byMillis = new long[WindowMillis];
    private long _millis;
    private BookLevel _bid;
    private BookLevel _ask;
    private bool _hasBook;

    /// <summary>Contracts; + = buyers press.</summary>
    internal long Lots { get; private set; }

    /// <summary>Market time moves on: what is 10 s old leaves.</summary>
    internal void Advance(long millis)
    {
        if (millis - _millis >= WindowMillis)
        {
            Array.Clear(_byMillis);
            Lots = 0;
            _millis = millis;
            return;
        }

        while (_millis < millis)
        {
            ref var leaving = ref _byMillis[++_millis % WindowMillis];
            Lots -= leaving;
            leaving = 0;
        }
    }

    /// <summary>Another book stands; one that is not sound breaks the chain.</summary>
    internal void Take(BookSnapshot book)
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
            _byMillis[_millis % WindowMillis] += flow;
            Lots += flow;
        }

        (_bid, _ask, _hasBook) = (bid, ask, true);
    }

    /// <summary>Nobody says what the book is.</summary>
    internal void Lose() => _hasBook = false;
}
