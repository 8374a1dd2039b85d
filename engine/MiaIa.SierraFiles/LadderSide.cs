using System.Numerics;

namespace MiaIa.SierraFiles;

/// <summary>One side of a <see cref="DepthLadder"/>: a place for every tick, and a bit for every place that holds a level.</summary>
internal sealed class LadderSide(bool isBid)
{
    /// <summary>The highest price with a place: 2,000,000 points of ES.</summary>
    public const int TicksMax = (1 << 23) - 1;

    private const int TicksAtFirst = 1 << 17;
    private const int BitsAWord = 64;

    private uint[] _lots = new uint[TicksAtFirst];
    private ushort[] _orders = new ushort[TicksAtFirst];
    private ulong[] _present = new ulong[TicksAtFirst / BitsAWord];
    private int _best = isBid ? -1 : int.MaxValue;

    // The last price that was copied; a change beyond it cannot show. All prices while fewer were copied than asked for.
    private int _worstShown = isBid ? -1 : int.MaxValue;

    public bool HasBestChanged { get; private set; } = true;

    public void Set(int ticks, uint lots, ushort orders)
    {
        if (ticks >= _lots.Length)
            Grow(ticks);
        _lots[ticks] = lots;
        _orders[ticks] = orders;
        _present[ticks / BitsAWord] |= 1UL << ticks;
        _best = isBid ? Math.Max(_best, ticks) : Math.Min(_best, ticks);
        HasBestChanged |= IsShown(ticks);
    }

    public bool Remove(int ticks)
    {
        var bit = 1UL << ticks;
        if (ticks >= _lots.Length || (_present[ticks / BitsAWord] & bit) == 0)
            return false;
        _present[ticks / BitsAWord] &= ~bit;
        HasBestChanged |= IsShown(ticks);
        if (ticks == _best)
            _best = Next(ticks);
        return true;
    }

    public void Clear()
    {
        Array.Clear(_present);
        _best = isBid ? -1 : int.MaxValue;
        HasBestChanged = true;
    }

    /// <summary>Copies the best levels into columns as long as each other. Returns how many there were.</summary>
    public int Best(Span<int> prices, Span<uint> lots, Span<uint> orders)
    {
        lots = lots[..prices.Length];
        orders = orders[..prices.Length];
        var count =
            !IsLevel(_best) ? 0
            : isBid ? Falling(prices, lots, orders)
            : Rising(prices, lots, orders);
        _worstShown =
            count > 0 && count == prices.Length ? prices[count - 1]
            : isBid ? -1
            : int.MaxValue;
        HasBestChanged = false;
        return count;
    }

    private int Falling(Span<int> prices, Span<uint> lots, Span<uint> orders)
    {
        var word = _best / BitsAWord;
        var bits = _present[word] & (ulong.MaxValue >> (BitsAWord - 1 - (_best % BitsAWord)));
        for (var i = 0; i < prices.Length; i++)
        {
            while (bits == 0)
            {
                if (--word < 0)
                    return i;
                bits = _present[word];
            }

            var bit = BitOperations.Log2(bits);
            bits ^= 1UL << bit;
            var ticks = (word * BitsAWord) + bit;
            (prices[i], lots[i], orders[i]) = (ticks, _lots[ticks], _orders[ticks]);
        }

        return prices.Length;
    }

    private int Rising(Span<int> prices, Span<uint> lots, Span<uint> orders)
    {
        var word = _best / BitsAWord;
        var bits = _present[word] & (ulong.MaxValue << _best);
        for (var i = 0; i < prices.Length; i++)
        {
            while (bits == 0)
            {
                if (++word == _present.Length)
                    return i;
                bits = _present[word];
            }

            var ticks = (word * BitsAWord) + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            (prices[i], lots[i], orders[i]) = (ticks, _lots[ticks], _orders[ticks]);
        }

        return prices.Length;
    }

    private static bool IsLevel(int ticks) => ticks is >= 0 and < int.MaxValue;

    private bool IsShown(int ticks) => isBid ? ticks >= _worstShown : ticks <= _worstShown;

    // The next level away from the best; the far end when there is none.
    private int Next(int ticks) => isBid ? Below(ticks) : Above(ticks);

    private int Below(int ticks)
    {
        var word = ticks / BitsAWord;
        var bits = _present[word] & ((1UL << ticks) - 1);
        while (bits == 0)
        {
            if (--word < 0)
                return -1;
            bits = _present[word];
        }

        return (word * BitsAWord) + BitOperations.Log2(bits);
    }

    private int Above(int ticks)
    {
        var word = ticks / BitsAWord;
        // Two shifts: a shift by 64 would be one by 0.
        var bits = _present[word] & (ulong.MaxValue << ticks << 1);
        while (bits == 0)
        {
            if (++word >= _present.Length)
                return int.MaxValue;
            bits = _present[word];
        }

        return (word * BitsAWord) + BitOperations.TrailingZeroCount(bits);
    }

    private void Grow(int ticks)
    {
        var size = _lots.Length;
        while (size <= ticks)
            size *= 2;
        Array.Resize(ref _lots, size);
        Array.Resize(ref _orders, size);
        Array.Resize(ref _present, size / BitsAWord);
    }
}
