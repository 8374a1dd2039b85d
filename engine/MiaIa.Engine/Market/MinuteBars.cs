namespace MiaIa.Engine.Market;

/// <summary>
/// Makes 1-minute bars from trades: aligned, [start, end), none for a minute without trades, closed as soon as market time
/// reaches the end. Keeps the forming bar, the last 64 closed ones (the longest look back: a base of 15 bars, the break and ten
/// bars after it, each with the 20 before) and the average true range (Wilder 1978, 14 bars).
/// </summary>
internal sealed class MinuteBars
{
    internal const int PeriodMillis = 60_000;
    internal const int KeptMax = 64;
    private const int AtrBars = 14;
    private const double AtrTicksMin = 2;

    private readonly MinuteBar[] _ring = new MinuteBar[KeptMax];
    private MinuteBar _forming;
    private double _atr;

    /// <summary>Bars closed so far.</summary>
    internal long Count { get; private set; }

    /// <summary>The last closed bar; the default before the first.</summary>
    internal ref readonly MinuteBar Closed => ref Back(0);

    /// <summary>The bar that forms; only while <see cref="IsForming"/>.</summary>
    internal ref readonly MinuteBar Forming => ref _forming;

    /// <summary>Whether anything traded in the minute that market time is in.</summary>
    internal bool IsForming { get; private set; }

    /// <summary>Price of the last trade, in ticks; 0 before the first.</summary>
    internal int LastPrice { get; private set; }

    /// <summary>Whether 14 bars have closed, so that <see cref="AtrTicks"/> stands.</summary>
    internal bool HasAtr => Count >= AtrBars;

    /// <summary>Average true range in ticks, at least 2.</summary>
    internal double AtrTicks => Math.Max(_atr, AtrTicksMin);

    /// <summary>A closed bar: 0 = the last, 1 = the one before, up to 63; the default where none has closed yet.</summary>
    internal ref readonly MinuteBar Back(int bars) => ref _ring[(Count - 1 - bars) & (KeptMax - 1)];

    internal void Add(long millis, int price, int lots, bool isBuy)
    {
        if (!IsForming)
        {
            _forming = new MinuteBar { StartMillis = millis - (millis % PeriodMillis), Open = price, High = price, Low = price };
            IsForming = true;
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
        if (!IsForming || millis < _forming.StartMillis + PeriodMillis)
            return false;
        var range = Count == 0
            ? _forming.High - _forming.Low
            : Math.Max(_forming.High, Closed.Close) - Math.Min(_forming.Low, Closed.Close);
        // The first 14 ranges are averaged, which seeds the recursion.
        _atr = Count < AtrBars ? ((_atr * Count) + range) / (Count + 1) : ((_atr * (AtrBars - 1)) + range) / AtrBars;
        _ring[Count & (KeptMax - 1)] = _forming;
        IsForming = false;
        Count++;
        return true;
    }
}
