namespace MiaIa.Engine.Market;

/// <summary>
/// Makes bars of several minutes from closed 1-minute bars: aligned to multiples of their length since 1970 (which are those of
/// the Globex open too), none for a period without trades, closed as soon as market time reaches the end of the period. A length
/// of one minute hands the 1-minute bars on. Keeps the last closed bar and the average true range (Wilder 1978, 14 bars).
/// Bars that a gap in the tape touches are not counted, and the count and the average begin anew behind them.
/// </summary>
internal sealed class TimeframeBars(int minutes)
{
    private readonly long _periodMillis = (long)minutes * MinuteBars.PeriodMillis;
    private MinuteBar _forming;
    private MinuteBar _closed;
    private AverageTrueRange _atr;
    private bool _isForming;
    private bool _isFormingWhole;

    /// <summary>Length of a bar.</summary>
    internal long Minutes => _periodMillis / MinuteBars.PeriodMillis;

    /// <summary>How many whole bars closed so far.</summary>
    internal long Closes { get; private set; }

    /// <summary>How many whole bars closed since the first trade, or since the last gap in the tape.</summary>
    internal long Whole { get; private set; }

    /// <summary>The last closed bar that is whole; the default before the first.</summary>
    internal ref readonly MinuteBar Closed => ref _closed;

    /// <summary>Average true range in ticks, at least 2.</summary>
    internal double AtrTicks => _atr.Ticks;

    /// <summary>The end of the bar that forms; the largest number while none does.</summary>
    internal long EndsAtMillis => _isForming ? _forming.StartMillis + _periodMillis : long.MaxValue;

    /// <summary>Takes a closed 1-minute bar. The bar of an earlier period has been closed by then.</summary>
    internal void Add(in MinuteBar minute, bool isWhole)
    {
        if (!_isForming)
        {
            _forming = minute;
            _forming.StartMillis -= minute.StartMillis % _periodMillis;
            _isForming = true;
            _isFormingWhole = isWhole;
            return;
        }

        _forming.High = Math.Max(_forming.High, minute.High);
        _forming.Low = Math.Min(_forming.Low, minute.Low);
        _forming.Close = minute.Close;
        _forming.BuyVolume += minute.BuyVolume;
        _forming.SellVolume += minute.SellVolume;
        _isFormingWhole &= isWhole;
    }

    /// <summary>Closes the forming bar when its end has come. True when a whole one closed.</summary>
    internal bool TryClose(long millis)
    {
        if (millis < EndsAtMillis)
            return false;
        _isForming = false;
        if (!_isFormingWhole)
            return false;
        _closed = _forming;
        _atr.Add(_closed);
        Whole++;
        Closes++;
        return true;
    }

    /// <summary>Trades are missing between the last one and the next.</summary>
    internal void Break()
    {
        _isFormingWhole = false;
        _atr = default;
        Whole = 0;
    }
}
