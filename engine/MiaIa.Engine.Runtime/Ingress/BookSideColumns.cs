using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// One side of a <see cref="DepthColumns"/>: its three columns. Behind the last price given each level lies one tick further. The book
/// judges what the columns hold.
/// </summary>
/// <param name="priceTag">The tag of its prices.</param>
/// <param name="lotTag">The tag of its lots.</param>
/// <param name="orderTag">The tag of its orders.</param>
/// <param name="step">From one price that was left out to the next, in ticks.</param>
internal sealed class BookSideColumns(byte priceTag, byte lotTag, byte orderTag, int step)
{
    private readonly uint[] _written = new uint[WireColumns.ShortRoom];
    private readonly int[] _prices = new int[BookColumns.Places];
    private readonly uint[] _lots = new uint[WireColumns.ShortRoom];
    private readonly uint[] _orders = new uint[WireColumns.ShortRoom];
    private int _given;
    private int _best;

    /// <summary>From one level to the next, in ticks: −1 for bids, 1 for asks.</summary>
    internal int Step => step;

    /// <summary>Prices, with those that were left out: one more than a side may have is enough to refuse it.</summary>
    internal int PriceCount => _given == 0 ? 0 : Math.Max(_given, Math.Min(LotCount, Limits.BookLevelsMax + 1));

    /// <summary>Lots that were given.</summary>
    internal int LotCount { get; private set; }

    /// <summary>Orders that were given.</summary>
    internal int OrderCount { get; private set; }

    /// <summary>Whether the columns are of one length, as long as a side may be or longer.</summary>
    internal bool AreEqual => OrderCount == LotCount && _given <= LotCount && (_given > 0 || LotCount == 0);

    /// <summary>For the book, when they are equal.</summary>
    internal BookColumns Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _given > 1 ? new(_prices, Signed(_lots), Signed(_orders), LotCount) : new(_best, Signed(_lots), Signed(_orders), LotCount);
    }

    /// <summary>Contracts at a level.</summary>
    internal uint LotsAt(int level) => _lots[level];

    /// <summary>Orders at a level.</summary>
    internal uint OrdersAt(int level) => _orders[level];

    /// <summary>The price of a level, given or not.</summary>
    internal int PriceAt(int level) => _given > 1 ? _prices[level] : unchecked(_best + (step * level));

    /// <summary>
    /// Reads the columns; inlined, so that the cursor stays in registers. False when one is written in another way than studies do or they
    /// are not equal.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryRead(scoped ref WireCursor cursor)
    {
        _given = Prices(ref cursor);
        LotCount = Column(ref cursor, lotTag, _lots);
        OrderCount = Column(ref cursor, orderTag, _orders, areSmall: true);
        return _given >= 0 && LotCount >= 0 && AreEqual;
    }

    /// <summary>Takes the columns of a message: all that may be judged of them.</summary>
    internal void Take(RepeatedField<int> prices, RepeatedField<uint> lots, RepeatedField<uint> orders)
    {
        (_given, LotCount, OrderCount) = (prices.Count, lots.Count, orders.Count);
        _best = _given > 0 ? prices[0] : 0;
        for (var i = 0; i < BookColumns.Places; i++)
        {
            _lots[i] = i < LotCount ? lots[i] : 0;
            _orders[i] = i < OrderCount ? orders[i] : 0;
            _prices[i] = i < _given ? prices[i] : unchecked(_prices[Math.Max(i, 1) - 1] + step);
        }
    }

    // How many are given: nearly always one, and the others lie a tick behind each other. −1 when the column is of another form.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Prices(scoped ref WireCursor cursor)
    {
        if (!cursor.Takes(priceTag))
            return 0;
        var length = cursor.Length();
        if (length <= 0)
            return -1;
        var isOne = cursor.IsOne(length, out var best);
        _best = WireColumns.Signed(best);
        var given = isOne ? 1 : Several(ref cursor.Next, length);
        cursor.Skip(length);
        return given;
    }

    private int Several(ref byte first, int length)
    {
        var given = WireColumns.Short(ref first, length, _written);
        for (var i = 0; i < _prices.Length && given > 0; i++)
            _prices[i] = i < given ? WireColumns.Signed(_written[i]) : _prices[i - 1] + step;
        return given;
    }

    // A column that is left out is empty; one of another form is −1. Small numbers, as counts of orders, are nearly always below 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Column(scoped ref WireCursor cursor, byte tag, uint[] into, bool areSmall = false)
    {
        if (!cursor.Takes(tag))
            return 0;
        var length = cursor.Length();
        if (length < 0)
            return -1;
        var count =
            areSmall && WireColumns.AreBytes(ref cursor.Next, length, into) ? length : WireColumns.Short(ref cursor.Next, length, into);
        cursor.Skip(length);
        return count;
    }

    private static ReadOnlySpan<int> Signed(uint[] numbers) => MemoryMarshal.Cast<uint, int>(numbers.AsSpan());
}
