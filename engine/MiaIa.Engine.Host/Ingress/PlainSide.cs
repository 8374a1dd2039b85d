using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>One side of a <see cref="PlainDepth"/>: its three columns. The book judges what they hold.</summary>
internal sealed class PlainSide(byte priceTag, byte lotTag, byte orderTag)
{
    private readonly uint[] _prices = new uint[WireColumns.ShortRoom];
    private readonly uint[] _lots = new uint[WireColumns.ShortRoom];
    private readonly uint[] _orders = new uint[WireColumns.ShortRoom];
    private int _count;

    internal BookColumns Columns => new(Signed(_prices), Signed(_lots), Signed(_orders), _count);

    /// <summary>Reads the columns; inlined, so that the cursor stays in registers. False when one is unusual or they are not of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryRead(scoped ref PlainCursor cursor)
    {
        _count = Column(ref cursor, priceTag, _prices);
        WireColumns.ToSigned(_prices);
        return Column(ref cursor, lotTag, _lots) == _count && Column(ref cursor, orderTag, _orders) == _count && _count >= 0;
    }

    // A column that is left out is empty; one of another form is −1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Column(scoped ref PlainCursor cursor, byte tag, uint[] into)
    {
        if (!cursor.Takes(tag))
            return 0;
        var length = cursor.Length();
        if (length < 0)
            return -1;
        var count = WireColumns.Short(ref cursor.Next, length, into);
        cursor.Skip(length);
        return count;
    }

    private static ReadOnlySpan<int> Signed(uint[] numbers) => MemoryMarshal.Cast<uint, int>(numbers.AsSpan());
}
