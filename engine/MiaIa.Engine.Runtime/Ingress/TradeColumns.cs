using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// A TradeBatch by columns of equal length, as the wire holds them: from its bytes where they are written as every study writes them,
/// else from its message. <see cref="TradeRules"/> judges both. Filled again with the next batch.
/// </summary>
internal sealed class TradeColumns
{
    private const byte BaseTime = 0x08,
        BasePrice = 0x10,
        TimeDelta = 0x1A,
        PriceDelta = 0x22,
        Volume = 0x2A,
        Side = 0x32,
        BidOffset = 0x3A,
        AskOffset = 0x42,
        Group = 0x4A,
        History = 0x50,
        FirstSequence = 0x58;

    private const int BytesMax = 8;

    private readonly ulong[] _time = new ulong[Limits.BatchTradesMax];
    private readonly uint[] _price = Column();
    private readonly uint[] _volume = Column();
    private readonly uint[] _side = Column();
    private readonly uint[] _bid = Column();
    private readonly uint[] _ask = Column();
    private readonly uint[] _group = Column();

    /// <summary>Trades, 1 … 4096.</summary>
    internal int Count { get; private set; }

    /// <summary>Market time of the first trade in µs.</summary>
    internal long BaseUnixUs { get; private set; }

    /// <summary>Price of the first trade in ticks.</summary>
    internal int BasePriceTicks { get; private set; }

    /// <summary>Whether the trades were made before the study attached.</summary>
    internal bool IsHistory { get; private set; }

    /// <summary>To the trade before, in µs and in their zigzag form, as the next columns of signed numbers.</summary>
    internal ReadOnlySpan<ulong> TimeDeltas => _time.AsSpan(0, Count);

    /// <summary>To the trade before, in ticks.</summary>
    internal ReadOnlySpan<uint> PriceDeltas => _price.AsSpan(0, Count);

    /// <summary>Contracts.</summary>
    internal ReadOnlySpan<uint> Lots => _volume.AsSpan(0, Count);

    /// <summary>The numbers of <see cref="Aggressor"/>.</summary>
    internal ReadOnlySpan<uint> Sides => _side.AsSpan(0, Count);

    /// <summary>The bid less the price, in ticks.</summary>
    internal ReadOnlySpan<uint> BidOffsets => _bid.AsSpan(0, Count);

    /// <summary>The ask less the price, in ticks.</summary>
    internal ReadOnlySpan<uint> AskOffsets => _ask.AsSpan(0, Count);

    /// <summary>The numbers of <see cref="PrintGroup"/>.</summary>
    internal ReadOnlySpan<uint> Groups => _group.AsSpan(0, Count);

    /// <summary>Reads a batch to the cursor's end. False when it is written in another way than studies do; it says nothing then.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryRead(WireCursor cursor)
    {
        BaseUnixUs = (long)cursor.Varint(BaseTime);
        var basePrice = cursor.Varint(BasePrice);
        BasePriceTicks = WireColumns.Signed((uint)basePrice);
        Count = Times(ref cursor);
        var hasAll = Count > 0 && (HasBytes(ref cursor) || HasEach(ref cursor));
        var history = cursor.Varint(History);
        IsHistory = history != 0;
        cursor.Varint(FirstSequence);
        return hasAll && cursor.Left == 0 && basePrice <= uint.MaxValue && history <= 1;
    }

    /// <summary>Takes a message. The refusal of its lengths when they do not make columns; nothing may be asked then.</summary>
    internal Refusal? Take(TradeBatch batch)
    {
        if (TradeRules.FirstBrokenLength(batch) is { } broken)
            return broken;

        Count = batch.TimeDeltaUs.Count;
        (BaseUnixUs, BasePriceTicks, IsHistory) = (batch.BaseUnixUs, batch.BasePriceTicks, batch.History);
        for (var i = 0; i < Count; i++)
        {
            _time[i] = WireColumns.Zigzag(batch.TimeDeltaUs[i]);
            _price[i] = WireColumns.Zigzag(batch.PriceDeltaTicks[i]);
            _volume[i] = batch.VolumeLots[i];
            _side[i] = (uint)batch.Aggressor[i];
            _bid[i] = WireColumns.Zigzag(batch.BidOffsetTicks[i]);
            _ask[i] = WireColumns.Zigzag(batch.AskOffsetTicks[i]);
            _group[i] = (uint)batch.Group[i];
        }

        return null;
    }

    private static uint[] Column() => new uint[Limits.BatchTradesMax + WireColumns.ShortRoom];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Times(ref WireCursor cursor)
    {
        var length = cursor.Takes(TimeDelta) ? cursor.Length() : -1;
        if (length < 0)
            return -1;
        var count = WireCursor.Varints(cursor, length, _time);
        cursor.Skip(length);
        return count;
    }

    // Nearly every batch: a few trades, and each number of a column in one byte, so that the columns lie at places known beforehand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasBytes(ref WireCursor cursor)
    {
        if (Count > BytesMax)
            return false;
        ref var first = ref cursor.Next;
        var (apart, each) = ((nuint)Count + 2, Count << 8);
        var (price, volume, side) = (Word(ref first, 2), Word(ref first, apart + 2), Word(ref first, (2 * apart) + 2));
        var (bid, ask, group) = (Word(ref first, (3 * apart) + 2), Word(ref first, (4 * apart) + 2), Word(ref first, (5 * apart) + 2));
        var others =
            (Head(ref first, 0) ^ (PriceDelta | each))
            | (Head(ref first, apart) ^ (Volume | each))
            | (Head(ref first, 2 * apart) ^ (Side | each))
            | (Head(ref first, 3 * apart) ^ (BidOffset | each))
            | (Head(ref first, 4 * apart) ^ (AskOffset | each))
            | (Head(ref first, 5 * apart) ^ (Group | each));
        var goOn = (price | volume | side | bid | ask | group) & (0x8080_8080_8080_8080 >> (64 - (8 * Count)));
        if (others != 0 || goOn != 0)
            return false;
        Spread(price, _price);
        Spread(volume, _volume);
        Spread(side, _side);
        Spread(bid, _bid);
        Spread(ask, _ask);
        Spread(group, _group);
        cursor.Skip(6 * (int)apart);
        return true;
    }

    private static int Head(ref byte first, nuint at) => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, at));

    private static ulong Word(ref byte first, nuint at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));

    private static void Spread(ulong bytes, uint[] into) =>
        Vector256
            .WidenLower(Vector256.WidenLower(Vector256.CreateScalarUnsafe(bytes).AsByte()))
            .StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(into));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasEach(ref WireCursor cursor) =>
        Has(ref cursor, PriceDelta, _price)
        && Has(ref cursor, Volume, _volume)
        && Has(ref cursor, Side, _side)
        && Has(ref cursor, BidOffset, _bid)
        && Has(ref cursor, AskOffset, _ask)
        && Has(ref cursor, Group, _group);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(ref WireCursor cursor, byte tag, uint[] into)
    {
        var length = cursor.Takes(tag) ? cursor.Length() : -1;
        if (length < 0)
            return false;
        var has =
            WireColumns.Short(ref cursor.Next, length, into) == Count
            || WireCursor.Varints(cursor, length, into.AsSpan(0, Limits.BatchTradesMax)) == Count;
        cursor.Skip(length);
        return has;
    }
}
