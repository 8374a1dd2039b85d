using MiaIa.Engine.Market;
using MiaIa.Ibkr.Requests;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Tells the engine what state the feed of each underlying is in, each change once: down at once when the link goes or its values cannot be true,
/// up with the first live value that is news, late while delayed or frozen ones come.
/// </summary>
internal sealed class FeedStatusPublisher(ChainPublisher publisher)
{
    /// <summary>Live values have to come alone for so long before they count again.</summary>
    private const long AloneNanos = 60 * UnixNanos.PerSecond;

    private readonly OptionFeedCondition[] _told = new OptionFeedCondition[(int)Underlying.Vxn + 1];
    private readonly UnixNanos[] _lateAt = new UnixNanos[(int)Underlying.Vxn + 1];
    private readonly HashSet<Underlying> _faulty = [];

    public void OnLineType(Underlying of, LineType type, UnixNanos now)
    {
        if (type == LineType.Live)
            return;
        _lateAt[(int)of] = now;
        var isFrozen = type == LineType.Frozen;
        Tell(
            of,
            isFrozen ? OptionFeedCondition.Frozen : OptionFeedCondition.Delayed,
            isFrozen ? "lines deliver frozen values" : "lines deliver delayed values",
            now
        );
    }

    /// <summary>A value came that is news; a repeated one, or the answer of a new line, is none.</summary>
    public void OnNews(Underlying of, UnixNanos now)
    {
        if (_lateAt[(int)of].Value == 0 || now - _lateAt[(int)of] >= AloneNanos)
            Tell(of, OptionFeedCondition.Up, "live values flow", now);
    }

    /// <summary>What came cannot be true; empty: it can again.</summary>
    public void OnFault(Underlying of, string fault, UnixNanos now)
    {
        if (fault.Length > 0)
        {
            _faulty.Add(of);
            Tell(of, OptionFeedCondition.Down, fault, now);
        }
        else if (_faulty.Remove(of))
        {
            Tell(of, OptionFeedCondition.Up, "plausible again", now);
        }
    }

    public void OnStale(UnixNanos now)
    {
        Array.Fill(_told, OptionFeedCondition.Down);
        Array.Clear(_lateAt);
        publisher.Tell(Underlying.Unspecified, OptionFeedCondition.Down, "the link to IBKR is lost", now.Micros);
    }

    private void Tell(Underlying of, OptionFeedCondition condition, string text, UnixNanos now)
    {
        if (condition == _told[(int)of] || (condition != OptionFeedCondition.Down && _faulty.Contains(of)))
            return;
        _told[(int)of] = condition;
        publisher.Tell(of, condition, text, now.Micros);
    }
}
