namespace MiaIa.Engine.Market;

/// <summary>
/// The closed minute bars, whole and one after the other, that a new chain builds its bars, averages and ranges from: two days of trading, in
/// which the slowest of them, the mean over 21 bars of an hour, has forgotten how it began. A gap in the tape empties it.
/// </summary>
internal sealed class BarHistory
{
    /// <summary>Bars kept at most: 48 hours of trading.</summary>
    internal const int KeptMax = 2880;

    private const long HourMillis = 3_600_000;
    private const int NumbersOfBar = 5;

    // The year 2200, and more ticks than any price has: so that no sum of what was read overflows.
    private const long MillisMax = 7_258_118_400_000;
    private const int TicksMax = 1 << 28;

    private readonly MinuteBar[] _ring = new MinuteBar[KeptMax];
    private long _added;

    /// <summary>Bars held.</summary>
    internal int Count => (int)Math.Min(_added, KeptMax);

    internal void Add(in MinuteBar bar) => _ring[_added++ % KeptMax] = bar;

    internal void Clear() => _added = 0;

    /// <summary>Writes the bars, oldest first. Where older ones were dropped, it begins with a whole hour.</summary>
    internal void Save(CarryWriter writer)
    {
        var first = _added > KeptMax ? FirstOfAnHour() : 0;
        writer.WriteInt64(Count - first);
        for (var i = first; i < Count; i++)
            Write(writer, At(i));
    }

    /// <summary>Reads bars, and refuses what cannot be a sequence of them.</summary>
    /// <exception cref="CarryException">A bar is none, or does not follow the one before.</exception>
    internal static MinuteBar[] Read(ref CarryReader reader)
    {
        var count = reader.ReadCount(KeptMax);
        if (reader.BytesLeft < (long)count * NumbersOfBar * sizeof(long))
            throw new CarryException($"{count} bars in {reader.BytesLeft} bytes");

        var bars = new MinuteBar[count];
        for (var i = 0; i < count; i++)
        {
            bars[i] = ReadBar(ref reader);
            if (i > 0 && bars[i].StartMillis <= bars[i - 1].StartMillis)
                throw new CarryException($"bar {i} begins at {bars[i].StartMillis}, the one before at {bars[i - 1].StartMillis}");
        }

        return bars;
    }

    /// <summary>Writes one bar.</summary>
    internal static void Write(CarryWriter writer, in MinuteBar bar)
    {
        writer.WriteInt64(bar.StartMillis);
        writer.WriteInt64(Pair(bar.Open, bar.High));
        writer.WriteInt64(Pair(bar.Low, bar.Close));
        writer.WriteInt64(bar.BuyVolume);
        writer.WriteInt64(bar.SellVolume);
    }

    /// <summary>Reads one bar.</summary>
    /// <exception cref="CarryException">Its numbers are not those of a bar.</exception>
    internal static MinuteBar ReadBar(ref CarryReader reader)
    {
        var start = reader.ReadInt64();
        var (open, high) = Split(reader.ReadInt64());
        var (low, close) = Split(reader.ReadInt64());
        var (buy, sell) = (reader.ReadInt64(), reader.ReadInt64());
        var isOne =
            start is >= 0 and < MillisMax
            && start % MinuteBars.PeriodMillis == 0
            && low >= -TicksMax
            && high <= TicksMax
            && low <= Math.Min(open, close)
            && high >= Math.Max(open, close)
            && buy >= 0
            && sell >= 0
            && buy <= long.MaxValue / KeptMax
            && sell <= long.MaxValue / KeptMax;
        return isOne
            ? new MinuteBar
            {
                StartMillis = start,
                Open = open,
                High = high,
                Low = low,
                Close = close,
                BuyVolume = buy,
                SellVolume = sell,
            }
            : throw new CarryException($"no bar: start {start}, {open} {high} {low} {close}, {buy} bought, {sell} sold");
    }

    private static long Pair(int upper, int lower) => ((long)upper << 32) | (uint)lower;

    private static (int Upper, int Lower) Split(long pair) => ((int)(pair >> 32), unchecked((int)pair));

    /// <summary>A bar; 0 = the oldest.</summary>
    internal ref readonly MinuteBar At(int i) => ref _ring[(_added - Count + i) % KeptMax];

    private int FirstOfAnHour()
    {
        for (var i = 1; i < Count; i++)
        {
            if (At(i).StartMillis / HourMillis != At(i - 1).StartMillis / HourMillis)
                return i;
        }

        return Count;
    }
}
