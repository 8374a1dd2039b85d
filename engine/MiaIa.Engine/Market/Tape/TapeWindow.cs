namespace MiaIa.Engine.Market;

/// <summary>
/// The trades of the last 11 minutes: volume and delta of the last 60 s, (t − 60 s, t], and volume of the ten windows of 60 s
/// before. Market time has the precision of a millisecond (the microseconds of Sierra only count trades inside it), so trades
/// are kept as one sum a millisecond, which is exact. There are 660,000 milliseconds in the window and room for more:
/// the ring cannot overflow, whatever the rate.
/// </summary>
internal sealed class TapeWindow
{
    internal const int NearMillis = 60_000;
    internal const int FarMillis = 11 * NearMillis;

    private RunningRing<Slot> _slots = new(FarMillis + 1);
    private long _newest = -1;
    private long _near;
    private long _far;
    private long _farVolume;
    private long _nearLeavesAt = long.MaxValue;
    private long _farLeavesAt = long.MaxValue;

    /// <summary>Time of the first trade since <see cref="Restart"/>; −1 before it.</summary>
    internal long StartMillis { get; private set; } = -1;

    /// <summary>Contracts of the last 60 s.</summary>
    internal long Volume { get; private set; }

    /// <summary>Ask volume − bid volume of the last 60 s.</summary>
    internal long Delta { get; private set; }

    /// <summary>Contracts of the ten windows before, together.</summary>
    internal long EarlierVolume => _farVolume - Volume;

    /// <summary>Price of the last trade at or before 60 s ago, in ticks; 0 = none since <see cref="Restart"/>.</summary>
    internal int EarlierPrice { get; private set; }

    /// <summary>Price of the last trade, in ticks; 0 = none since <see cref="Restart"/>.</summary>
    internal int LastPrice { get; private set; }

    /// <summary>The next moment at which a trade leaves a window.</summary>
    internal long NextLeavesAt => Math.Min(_nearLeavesAt, _farLeavesAt);

    /// <summary>Forgets every trade: the session is new, or trades are missing.</summary>
    internal void Restart()
    {
        _near = _far = _newest + 1;
        _farVolume = Volume = Delta = 0;
        _nearLeavesAt = _farLeavesAt = long.MaxValue;
        StartMillis = -1;
        EarlierPrice = LastPrice = 0;
    }

    /// <summary>Adds a trade at a time that is not before that of the last call of either method.</summary>
    internal void Add(long millis, int price, int lots, bool isBuy)
    {
        var delta = isBuy ? lots : -lots;
        if (_far > _newest || _slots[_newest].IntoTape != millis - StartMillis)
            Begin(millis);
        ref var slot = ref _slots[_newest];
        slot.Volume += lots;
        slot.Delta += delta;
        slot.Price = price;
        Volume += lots;
        Delta += delta;
        _farVolume += lots;
        LastPrice = price;
    }

    /// <summary>Lets the trades go that have left a window by now.</summary>
    internal void Advance(long millis)
    {
        while (millis >= _nearLeavesAt)
        {
            ref readonly var slot = ref _slots[_near];
            Volume -= slot.Volume;
            Delta -= slot.Delta;
            EarlierPrice = slot.Price;
            _nearLeavesAt = ++_near > _newest ? long.MaxValue : StartMillis + _slots[_near].IntoTape + NearMillis;
        }

        while (millis >= _farLeavesAt)
        {
            _farVolume -= _slots[_far].Volume;
            _farLeavesAt = ++_far > _newest ? long.MaxValue : StartMillis + _slots[_far].IntoTape + FarMillis;
        }
    }

    private void Begin(long millis)
    {
        if (StartMillis < 0)
            StartMillis = millis;
        _newest++;
        _slots.Append(_newest, _far) = new Slot { IntoTape = (int)(millis - StartMillis) };
        if (_near == _newest)
            _nearLeavesAt = millis + NearMillis;
        if (_far == _newest)
            _farLeavesAt = millis + FarMillis;
    }

    private struct Slot
    {
        /// <summary>Milliseconds since <see cref="StartMillis"/>: a tape ends with its session, and 24 days have room.</summary>
        internal int IntoTape;
        internal int Price;
        internal long Volume;
        internal long Delta;
    }
}
