namespace MiaIa.Engine.Market;

/// <summary>The bars of 1, 5, 15 and 60 minutes.</summary>
internal sealed class Timeframes
{
    internal const int Count = 4;

    private readonly TimeframeBars[] _all = [new(1), new(5), new(15), new(60)];
    private long _nextEndMillis = long.MaxValue;

    /// <summary>Shortest first.</summary>
    internal ReadOnlySpan<TimeframeBars> All => _all;

    /// <summary>Market time has reached a second, at which a 1-minute bar may have closed. True when a whole bar of any length closed.</summary>
    internal bool Advance(long millis, MinuteBars minutes, bool hasClosed)
    {
        if (hasClosed)
        {
            foreach (var bars in _all)
                bars.Add(minutes.Closed, isWhole: minutes.Whole > 0);
        }
        else if (millis < _nextEndMillis)
        {
            return false;
        }

        var isAny = false;
        _nextEndMillis = long.MaxValue;
        foreach (var bars in _all)
        {
            isAny |= bars.TryClose(millis);
            _nextEndMillis = Math.Min(_nextEndMillis, bars.EndsAtMillis);
        }

        return isAny;
    }

    /// <summary>Trades are missing between the last one and the next.</summary>
    internal void Break()
    {
        foreach (var bars in _all)
            bars.Break();
    }
}
