namespace MiaIa.Engine.Market;

/// <summary>
/// Where the session VWAP stood when each minute bar closed, for whoever draws it: since the regular open, and before that since the Globex open.
/// Of two days at most; what an older chain drew is not known to this one.
/// </summary>
internal sealed class VwapTrail(AnchoredVwap globex, AnchoredVwap regular)
{
    internal const int KeptMax = 2880;

    private readonly (long StartMillis, VwapLevel Level)[] _ring = new (long, VwapLevel)[KeptMax];
    private long _count;
    private long _sessionFrom;
    private bool _isRegular;

    /// <summary>Where it stands; null before the first trade of the trading day.</summary>
    internal VwapLevel? Now
    {
        get
        {
            var vwap = regular.HasTraded ? regular : globex;
            return vwap.HasTraded ? new VwapLevel(vwap.Ticks, vwap.Deviation()) : null;
        }
    }

    /// <summary>Grows by one with each bar that the session's line is longer by; the same number is the same line.</summary>
    internal long Version { get; private set; }

    /// <summary>The averages are anchored anew: what comes next is another line.</summary>
    internal void Begin()
    {
        (_sessionFrom, _isRegular) = (_count, false);
        Version++;
    }

    /// <summary>A bar has closed; each one begins later than the one before.</summary>
    internal void Close(long barStartMillis)
    {
        if (Now is not { } level)
            return;
        if (regular.HasTraded && !_isRegular)
            (_sessionFrom, _isRegular) = (_count, true);
        _ring[_count++ % KeptMax] = (barStartMillis, level);
        Version++;
    }

    /// <summary>
    /// The line since the regular open, and before that since the Globex open, oldest first: the newest bar, and of the others every one, every
    /// second, every fourth and so on, counted from the first, so that a line that grows keeps its points.
    /// </summary>
    /// <param name="countMax">How many at most, at least 2.</param>
    internal IEnumerable<(long StartMillis, VwapLevel Level)> Session(int countMax)
    {
        var first = Math.Max(_sessionFrom, _count - KeptMax);
        var stride = 1;
        while ((_count - first + stride - 1) / stride > countMax - 1)
            stride *= 2;
        for (var at = first; at < _count - 1; at += stride)
            yield return _ring[at % KeptMax];
        if (_count > first)
            yield return _ring[(_count - 1) % KeptMax];
    }

    /// <summary>Where it stood at the close of a bar; null where that is not known.</summary>
    internal VwapLevel? At(long barStartMillis)
    {
        var (low, high) = (Math.Max(0, _count - KeptMax), _count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (start, level) = _ring[middle % KeptMax];
            if (start == barStartMillis)
                return level;
            if (start < barStartMillis)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
