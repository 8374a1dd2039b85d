namespace MiaIa.Engine.Market;

/// <summary>
/// Makes 1-minute bars from trades: aligned, [start, end), none for a minute without trades, closed as soon as market time
/// reaches the end. Keeps the forming and the last closed bar and the average true range (Wilder 1978, 14 bars).
/// </summary>
internal sealed class MinuteBars
{
    internal const int PeriodMillis = 60_000;
    private const int AtrBars = 14;
    private const double AtrTicksMin = 2;

    private MinuteBar _forming;
    private MinuteBar _closed;
    private bool _isForming;
    private double _atr;

    /// <summary>Bars closed so far.</summary>
    internal long Count { get; private set; }

    /// <summary>The last closed bar; the default before the first.</summary>
    internal ref readonly MinuteBar Closed => ref _closed;

    /// <summary>Price of the last trade, in ticks; 0 before the first.</summary>
    internal int LastPrice { get; private set; }

    /// <summary>Whether 14 bars have closed, so that <see cref="AtrTicks"/> stands.</summary>
    internal bool HasAtr => Count >= AtrBars;

    /// <summary>Average true range in ticks, at least 2.</summary>
    internal double AtrTicks => Math.Max(_atr, AtrTicksMin);

    internal void Add(long millis, int price, int lots, bool isBuy)
    {
        if (!_isForming)
        {
            _forming = new MinuteBar { StartMillis = millis - (millis % PeriodMillis), Open = price, High = price, Low = price };
            _isForming = true;
        }

        _forming.High = Math.Max(_forming.High, price);
        _forming.Low = Math.Min(_forming.Low, price);
        _forming.Close = LastPrice = price;
        if (isBuy)
            _forming.BuyVolume += lots;
        else
            _forming.SellVolume += lots;
    }

    /// <summary>Closes the forming bar when its end has come. True when it did.</summary>
    internal bool TryClose(long millis)
    {
        if (!_isForming || millis < _forming.StartMillis + PeriodMillis)
            return false;
        var range = Count == 0
            ? _forming.High - _forming.Low
            : Math.Max(_forming.High, _closed.Close) - Math.Min(_forming.Low, _closed.Close);
        // The first 14 ranges are averaged, which seeds the recursion.
        _atr = Count < AtrBars ? ((_atr * Count) + range) / (Count + 1) : ((_atr * (AtrBars - 1)) + range) / AtrBars;
        _closed = _forming;
        _isForming = false;
        Count++;
        return true;
    }
}
