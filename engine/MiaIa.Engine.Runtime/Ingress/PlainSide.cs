using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>One side of a <see cref="PlainDepth"/>: its three columns. The book judges what they hold.</summary>
/// <param name="priceTag">The tag of its prices.</param>
/// <param name="lotTag">The tag of its lots.</param>
/// <param name="orderTag">The tag of its orders.</param>
/// <param name="step">From a price that was left out to the one before it, in ticks.</param>
internal sealed class PlainSide(byte priceTag, byte lotTag, byte orderTag, int step)
{
    private readonly uint[] _written = new uint[WireColumns.ShortRoom];
    private readonly int[] _prices = new int[BookColumns.Places];
    private readonly uint[] _lots = new uint[WireColumns.ShortRoom];
    private readonly uint[] _orders = new uint[WireColumns.ShortRoom];
    private int _given;
    private int _best;
    private int _count;

    internal BookColumns Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _given > 1 ? new(_prices, Signed(_lots), Signed(_orders), _count) : new(_best, Signed(_lots), Signed(_orders), _count);
    }

    /// <summary>Reads the columns; inlined, so that the cursor stays in registers. False when one is unusual or they do not fit together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryRead(scoped ref PlainCursor cursor)
    {
        _given = Prices(ref cursor);
        _count = Column(ref cursor, lotTag, _lots);
        return Column(ref cursor, orderTag, _orders, areSmall: true) == _count
            && _given >= 0
            && _given <= _count
            && (_given > 0 || _count == 0);
    }

    // How many are given: nearly always one, and the others lie a tick behind each other. −1 when the column is of another form.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Prices(scoped ref PlainCursor cursor)
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

    // A column that is left out is empty; one of another form is −1. Small numbers are nearly always below 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Column(scoped ref PlainCursor cursor, byte tag, uint[] into, bool areSmall = false)
    {
        if (!cursor.Takes(tag))
            return 0;
        var length = cursor.Length();
        if (length < 0)
            return -1;
        var count =
            areSmall && WireColumns.AreBytes(ref cursor.Next, length, into) ? length : WireColumns.Quick(ref cursor.Next, length, into);
        cursor.Skip(length);
        return count;
    }

    private static ReadOnlySpan<int> Signed(uint[] numbers) => MemoryMarshal.Cast<uint, int>(numbers.AsSpan());
}
