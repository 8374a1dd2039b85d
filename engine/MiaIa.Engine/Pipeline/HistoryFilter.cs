using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// Lets history in once. What the core has lived through is known to it, and history comes in the order of time: a history
/// event from before the newest live event, or from before the newest event at all, is a repetition.
/// It also finds out whether the history of a study that attached again joins what was known: if not, trades are missing.
/// </summary>
internal sealed class HistoryFilter
{
    private UnixNanos _livedThrough;
    private bool _isJoinOpen;

    /// <summary>Whether an event with a market time is news.</summary>
    internal bool Admits(in MarketEvent e, UnixNanos now)
    {
        if (!e.IsHistory)
        {
            _livedThrough = e.ObservedAt > _livedThrough ? e.ObservedAt : _livedThrough;
            return true;
        }

        var isNews = e.ObservedAt > _livedThrough && e.ObservedAt >= now;
        if (!isNews)
            _isJoinOpen = false;
        return isNews;
    }

    /// <summary>A study attached that does not go on where one stopped.</summary>
    internal void Attached(bool hasTrades) => _isJoinOpen = hasTrades;

    /// <summary>A trade was taken: true once when it does not join the trades known before the study attached.</summary>
    internal bool LeavesGap()
    {
        var leaves = _isJoinOpen;
        _isJoinOpen = false;
        return leaves;
    }
}
