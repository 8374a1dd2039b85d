using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// Lets history in once. What the core has lived through is known to it, and history comes in the order of time: a history
/// event from before the newest live event, or from before the newest event at all, is a repetition. Trades of the very moment of the
/// newest one are told apart by their number: a thousand can share a millisecond, and a study may have left among them.
/// It also finds out whether the history of a study that attached again joins what was known: if not, trades are missing.
/// </summary>
internal sealed class HistoryFilter
{
    private UnixNanos _livedThrough;
    private UnixNanos _newestTradeAt;
    private UnixNanos _seamAt;
    private int _tradesAtNewest;
    private int _knownAtSeam;
    private bool _isJoinOpen;
    private bool _isCarried;

    /// <summary>Whether an event with a market time is news.</summary>
    internal bool Admits(in MarketEvent e, UnixNanos now)
    {
        var isTrade = e.Kind == MarketEventKind.Trade;
        if (!e.IsHistory)
        {
            _livedThrough = e.ObservedAt > _livedThrough ? e.ObservedAt : _livedThrough;
            Count(e, isTrade);
            return true;
        }

        var isNews = e.ObservedAt >= now && (isTrade ? !IsKnownTrade(e.ObservedAt) : e.ObservedAt > _livedThrough);
        if (isNews)
            Count(e, isTrade);
        else
            _isJoinOpen = false;
        return isNews;
    }

    /// <summary>A study attached that does not go on where one stopped.</summary>
    internal void Attached(bool hasTrades)
    {
        _isJoinOpen = hasTrades || _isCarried;
        (_seamAt, _knownAtSeam) = (_newestTradeAt, _tradesAtNewest);
    }

    /// <summary>A trade was taken: true once when it does not join the trades known before the study attached.</summary>
    internal bool LeavesGap()
    {
        var leaves = _isJoinOpen;
        _isJoinOpen = false;
        return leaves;
    }

    /// <summary>How many trades of a moment were taken, if it is that of the newest one; else 0.</summary>
    internal int TradesAt(UnixNanos at) => at == _newestTradeAt ? _tradesAtNewest : 0;

    /// <summary>What a chain that follows must know to tell history from news.</summary>
    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(_livedThrough.Value);
        writer.WriteInt64(_newestTradeAt.Value);
        writer.WriteInt64(_tradesAtNewest);
    }

    /// <summary>Goes on from an older chain.</summary>
    internal void Load(ref CarryReader reader)
    {
        _livedThrough = reader.ReadMoment();
        _newestTradeAt = reader.ReadMoment();
        _tradesAtNewest = reader.ReadCount(int.MaxValue);
        _isCarried = _newestTradeAt.Value != 0;
    }

    // At the moment of the last trade before the study attached, as many trades as were known then are repetitions.
    private bool IsKnownTrade(UnixNanos at)
    {
        if (at != _seamAt)
            return at <= _livedThrough || at < _seamAt;
        if (_knownAtSeam == 0)
            return at < _livedThrough;
        _knownAtSeam--;
        return true;
    }

    private void Count(in MarketEvent e, bool isTrade)
    {
        if (!isTrade || e.ObservedAt < _newestTradeAt)
            return;
        _tradesAtNewest = e.ObservedAt > _newestTradeAt ? 1 : _tradesAtNewest + 1;
        _newestTradeAt = e.ObservedAt;
    }
}
