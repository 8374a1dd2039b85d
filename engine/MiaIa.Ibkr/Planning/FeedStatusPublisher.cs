using MiaIa.Engine.Market;
using MiaIa.Ibkr.Requests;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Tells the engine what state the feed of each underlying is in, each change once: down at once when the link goes, up with the first live
/// value, late while delayed or frozen ones come.
/// </summary>
internal sealed class FeedStatusPublisher(ChainPublisher publisher)
{
    /// <summary>Live values have to come alone for so long before they count again.</summary>
    private const long AloneNanos = 60 * UnixNanos.PerSecond;

    private readonly OptionFeedCondition[] _told = new OptionFeedCondition[(int)Underlying.Vxn + 1];
    private readonly UnixNanos[] _lateAt = new UnixNanos[(int)Underlying.Vxn + 1];

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

    public void OnTick(Underlying of, bool isDelayed, UnixNanos now)
    {
        if (isDelayed)
            OnLineType(of, LineType.Delayed, now);
        else if (_lateAt[(int)of].Value == 0 || now - _lateAt[(int)of] >= AloneNanos)
            Tell(of, OptionFeedCondition.Up, "live values flow", now);
    }

    public void OnStale(UnixNanos now)
    {
        Array.Fill(_told, OptionFeedCondition.Down);
        Array.Clear(_lateAt);
        publisher.Tell(Underlying.Unspecified, OptionFeedCondition.Down, "the link to IBKR is lost", now.Micros);
    }

    private void Tell(Underlying of, OptionFeedCondition condition, string text, UnixNanos now)
    {
        if (condition == _told[(int)of])
            return;
        _told[(int)of] = condition;
        publisher.Tell(of, condition, text, now.Micros);
    }
}
