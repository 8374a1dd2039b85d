using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// The large prints of the last five minutes, (t − 5 min, t], weighted by 2^(−age / 2 min), and each of the five windows of 60 s
/// without that fading. A print has the market time of its first trade, and market time is whole milliseconds: one place a
/// millisecond holds whatever comes at any rate.
/// </summary>
/// <remarks>
/// A sum that fades cannot be kept up by multiplication without losing bits. So a print counts 2^(time into its block of two
/// minutes / 2 min), as a whole number, in the sum of its block: it leaves exactly as it came, and blocks fade by whole powers
/// of two. What is common to all, 2^(−time into the present block), is multiplied in when somebody reads.
/// </remarks>
internal sealed class LargePrints
{
    internal const int WindowMillis = Windows * WindowStepMillis;
    internal const int Windows = 5;

    private const int WindowStepMillis = 60_000;
    private const int HalfLifeMillis = 120_000;

    // Five minutes touch at most four blocks of two.
    private const int Blocks = 4;
    private const double One = 1L << 40;

    private readonly HalfLife _halfLife = new(HalfLifeMillis);
    private RunningRing<Slot> _slots = new(WindowMillis + 1);
    private readonly Window[] _windows = new Window[Windows];
    private readonly Int128[] _buys = new Int128[Blocks];
    private readonly Int128[] _sells = new Int128[Blocks];
    private long _newest = -1;
    private long _oldest;
    private long _movesAt = long.MaxValue;
    private long _block;
    private int _intoBlock;

    /// <summary>Whether the five minutes hold a large print.</summary>
    internal bool IsAny => _oldest <= _newest;

    /// <summary>Weighted contracts of buyers, with the fading of whole blocks; <see cref="Fade"/> makes them those of now.</summary>
    internal double Buys { get; private set; }

    /// <summary>Weighted contracts of sellers, with the fading of whole blocks; <see cref="Fade"/> makes them those of now.</summary>
    internal double Sells { get; private set; }

    /// <summary>What is left of <see cref="Buys"/> and <see cref="Sells"/> at this millisecond.</summary>
    internal double Fade { get; private set; } = 1;

    /// <summary>Market time moves on. True when a print left a window.</summary>
    internal bool Advance(long millis)
    {
        var into = millis - (_block * HalfLifeMillis);
        if (into >= HalfLifeMillis)
        {
            _block = millis / HalfLifeMillis;
            into = millis - (_block * HalfLifeMillis);
            // Blocks fade.
            _movesAt = millis;
        }

        _intoBlock = (int)into;
        Fade = _halfLife.Left(_intoBlock);
        if (millis < _movesAt)
            return false;
        MoveOn(millis);
        Sum();
        return true;
    }

    /// <summary>A large print of the present millisecond begins or grows by so many weighted contracts, &gt; 0.</summary>
    internal void Add(long lots, bool isBuy)
    {
        var millis = (_block * HalfLifeMillis) + _intoBlock;
        if (!IsAny || _slots[_newest].Millis != millis)
            Begin(millis);
        ref var slot = ref _slots[_newest];
        var block = _block & (Blocks - 1);
        if (isBuy)
        {
            slot.Buys += lots;
            _buys[block] += (Int128)lots * Growth(_intoBlock);
        }
        else
        {
            slot.Sells += lots;
            _sells[block] += (Int128)lots * Growth(_intoBlock);
        }

        _windows[0].Net += isBuy ? lots : -lots;
        Sum();
    }

    /// <summary>Of the windows of 60 s that hold a large print, the share whose B − S has this sign.</summary>
    internal double ShareOfWindows(int sign)
    {
        var held = 0;
        var agreeing = 0;
        foreach (ref readonly var window in _windows.AsSpan())
        {
            if (window.Count == 0)
                continue;
            held++;
            agreeing += Math.Sign(window.Net) == sign ? 1 : 0;
        }

        return held == 0 ? 0 : (double)agreeing / held;
    }

    // 2^(time into the block / half-life) in units of 2^−40: 1 … 2.
    private long Growth(int intoBlock) => (long)Math.Round(_halfLife.Left(HalfLifeMillis - intoBlock) * (2 * One));

    private void Begin(long millis)
    {
        _newest++;
        _slots.Append(_newest, _oldest) = new Slot { Millis = millis };
        if (_windows[0].Count == 0)
            _windows[0].Oldest = _newest;
        _windows[0].Count++;
        _movesAt = Math.Min(_movesAt, millis + WindowStepMillis);
    }

    // From the youngest window on: what has become too old for one may be too old for the next as well.
    private void MoveOn(long millis)
    {
        _movesAt = long.MaxValue;
        for (var i = 0; i < Windows; i++)
        {
            ref var window = ref _windows[i];
            var age = (i + 1) * WindowStepMillis;
            while (window.Count != 0 && _slots[window.Oldest].Millis + age <= millis)
            {
                ref readonly var slot = ref _slots[window.Oldest];
                window.Net -= slot.Buys - slot.Sells;
                if (i + 1 < Windows)
                    Enter(ref _windows[i + 1], window.Oldest, slot);
                else
                    Leave(slot);
                window.Oldest++;
                window.Count--;
            }

            if (window.Count != 0)
                _movesAt = Math.Min(_movesAt, _slots[window.Oldest].Millis + age);
        }
    }

    private static void Enter(ref Window window, long place, in Slot slot)
    {
        if (window.Count++ == 0)
            window.Oldest = place;
        window.Net += slot.Buys - slot.Sells;
    }

    private void Leave(in Slot slot)
    {
        var block = slot.Millis / HalfLifeMillis;
        var growth = Growth((int)(slot.Millis - (block * HalfLifeMillis)));
        _buys[block & (Blocks - 1)] -= (Int128)slot.Buys * growth;
        _sells[block & (Blocks - 1)] -= (Int128)slot.Sells * growth;
        _oldest++;
    }

    private void Sum()
    {
        Buys = Faded(_buys);
        Sells = Faded(_sells);
    }

    private double Faded(Int128[] blocks)
    {
        var sum = 0.0;
        for (var back = Blocks - 1; back >= 0; back--)
            sum = (sum / 2) + (double)blocks[(_block - back) & (Blocks - 1)];
        return sum / One;
    }

    private struct Slot
    {
        internal long Millis;
        internal long Buys;
        internal long Sells;
    }

    /// <summary>One of the five windows of 60 s: its places in the ring and its B − S.</summary>
    private struct Window
    {
        internal long Oldest;
        internal int Count;
        internal long Net;
    }
}
