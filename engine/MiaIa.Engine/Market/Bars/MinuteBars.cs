namespace MiaIa.Engine.Market;

/// <summary>
/// Makes 1-minute bars from trades: aligned, [start, end), none for a minute without trades, closed as soon as market time
/// reaches the end. Keeps the forming bar, the last 64 closed ones (the longest look back: a base of 15 bars, the break and ten
/// bars after it, each with the 20 before) and their average true range.
/// A gap in the tape makes every bar incomplete that trades may be missing from: up to and with that of the first trade after it.
/// They stay in their places, but <see cref="Whole"/> and the average true range begin anew behind them.
/// </summary>
internal sealed class MinuteBars
{
    internal const int PeriodMillis = 60_000;
    internal const int KeptMax = 64;

    private readonly MinuteBar[] _ring = new MinuteBar[KeptMax];
    private MinuteBar _forming;
    private AverageTrueRange _atr;
    private long _volumeAtBreak;

    /// <summary>The whole bars that another chain goes on from.</summary>
    internal BarHistory History { get; } = new();

    /// <summary>Bars closed so far.</summary>
    internal long Count { get; private set; }

    /// <summary>How many of the last closed bars are whole, one after the other: no gap in the tape touches them.</summary>
    internal long Whole { get; private set; }

    /// <summary>The last closed bar; the default before the first.</summary>
    internal ref readonly MinuteBar Closed => ref Back(0);

    /// <summary>The end of the last closed bar; the default before the first.</summary>
    internal UnixNanos ClosedAt => Count == 0 ? default : UnixNanos.Trusted((Closed.StartMillis + PeriodMillis) * UnixNanos.PerMilli);

    /// <summary>The bar that forms; only while <see cref="IsForming"/>.</summary>
    internal ref readonly MinuteBar Forming => ref _forming;

    /// <summary>Whether anything traded in the minute that market time is in.</summary>
    internal bool IsForming { get; private set; }

    /// <summary>Whether trades are missing from the bar that forms, or from the next one.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Price of the last trade, in ticks; 0 before the first.</summary>
    internal int LastPrice { get; private set; }

    /// <summary>Whether 14 whole bars have closed, so that <see cref="AtrTicks"/> stands.</summary>
    internal bool HasAtr => _atr.IsReady;

    /// <summary>Average true range in ticks, at least 2.</summary>
    internal double AtrTicks => _atr.Ticks;

    /// <summary>A closed bar: 0 = the last, 1 = the one before, up to 63; the default where none has closed yet.</summary>
    internal ref readonly MinuteBar Back(int bars) => ref _ring[(Count - 1 - bars) & (KeptMax - 1)];

    internal void Add(long millis, int price, int lots, bool isBuy)
    {
        if (!IsForming)
        {
            _forming = new MinuteBar
            {
                StartMillis = millis - (millis % PeriodMillis),
                Open = price,
                High = price,
                Low = price,
            };
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
        if (IsBroken)
        {
            // Without a trade after the gap in this bar, the next one is where the tape goes on.
            IsBroken = _forming.Volume == _volumeAtBreak;
            _volumeAtBreak = 0;
        }
        else
        {
            AddWhole(_forming);
        }

        _ring[Count & (KeptMax - 1)] = _forming;
        IsForming = false;
        Count++;
        return true;
    }

    /// <summary>Takes a closed, whole bar of an older chain; nothing has traded in this one yet.</summary>
    internal void Restore(in MinuteBar bar)
    {
        AddWhole(bar);
        _ring[Count & (KeptMax - 1)] = bar;
        LastPrice = bar.Close;
        Count++;
    }

    /// <summary>Takes the bar that formed at the end of an older chain.</summary>
    internal void RestoreForming(in MinuteBar bar)
    {
        _forming = bar;
        IsForming = true;
        LastPrice = bar.Close;
    }

    /// <summary>Trades are missing between the last one and the next.</summary>
    internal void Break()
    {
        IsBroken = true;
        _volumeAtBreak = IsForming ? _forming.Volume : 0;
        _atr = default;
        Whole = 0;
        History.Clear();
    }

    private void AddWhole(in MinuteBar bar)
    {
        _atr.Add(bar);
        Whole++;
        History.Add(bar);
    }
}
