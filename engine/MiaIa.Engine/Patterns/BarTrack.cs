namespace MiaIa.Engine.Patterns;

/// <summary>What the order of the trades inside the forming bar says, kept trade by trade: how far it ran to its extremes, and when it was there.</summary>
internal struct BarTrack
{
    private bool _hasTraded;
    private int _high;
    private int _low;
    private int _lowBeforeHigh;
    private int _highBeforeLow;

    /// <summary>Market time of the last trade at the bar's high, in Unix milliseconds.</summary>
    internal long HighAt { get; private set; }

    /// <summary>Market time of the last trade at the bar's low, in Unix milliseconds.</summary>
    internal long LowAt { get; private set; }

    /// <summary>Ticks from the lowest trade before the last trade at the high up to it.</summary>
    internal readonly int RunUp => _high - _lowBeforeHigh;

    /// <summary>Ticks from the highest trade before the last trade at the low down to it.</summary>
    internal readonly int RunDown => _highBeforeLow - _low;

    internal void Add(long millis, int price)
    {
        if (!_hasTraded)
        {
            _high = _low = _lowBeforeHigh = _highBeforeLow = price;
            _hasTraded = true;
        }

        if (price >= _high)
            (_high, _lowBeforeHigh, HighAt) = (price, _low, millis);
        if (price <= _low)
            (_low, _highBeforeLow, LowAt) = (price, _high, millis);
    }
}
