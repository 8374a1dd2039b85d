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

    /// <summary>Where it stands; null before the first trade of the trading day.</summary>
    internal VwapLevel? Now
    {
        get
        {
            var vwap = regular.HasTraded ? regular : globex;
            return vwap.HasTraded ? new VwapLevel(vwap.Ticks, vwap.Deviation()) : null;
        }
    }

    /// <summary>A bar has closed; each one begins later than the one before.</summary>
    internal void Close(long barStartMillis)
    {
        if (Now is { } level)
            _ring[_count++ % KeptMax] = (barStartMillis, level);
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
