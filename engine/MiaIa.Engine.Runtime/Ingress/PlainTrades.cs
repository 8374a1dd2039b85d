using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>A TradeBatch read from its plain wire form, held against every rule of <see cref="TradeBatchRules"/>.</summary>
internal sealed class PlainTrades
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
    private int _count;
    private ulong _baseTime;
    private ulong _basePrice;
    private ulong _history;

    /// <summary>Reads a batch to the cursor's end. False when it is unusual or breaks a rule.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryRead(PlainCursor cursor)
    {
        _baseTime = cursor.Varint(BaseTime);
        _basePrice = cursor.Varint(BasePrice);
        _count = Times(ref cursor);
        var hasAll = _count > 0 && (HasBytes(ref cursor) || HasEach(ref cursor));
        _history = cursor.Varint(History);
        cursor.Varint(FirstSequence);
        return hasAll && cursor.Left == 0 && IsSound();
    }

    /// <summary>Feeds the batch, trade by trade.</summary>
    internal void Feed(InstrumentEngine instrument, UnixNanos receivedAt)
    {
        var time = (long)_baseTime;
        var price = WireColumns.Signed((uint)_basePrice);
        var isHistory = _history != 0;
        for (var i = 0; i < _count; i++)
        {
            time += WireColumns.Signed(_time[i]);
            price += WireColumns.Signed(_price[i]);
            instrument.Process(
                MarketEvent.Trade(
                    UnixNanos.Trusted(time * UnixNanos.PerMicro),
                    receivedAt,
                    PriceTicks.Trusted(price),
                    Contracts.Trusted((int)_volume[i]),
                    (Aggressor)(byte)_side[i],
                    (PrintGroup)(byte)_group[i],
                    Quote(price, _bid[i]),
                    Quote(price, _ask[i]),
                    isHistory
                )
            );
        }
    }

    private static uint[] Column() => new uint[Limits.BatchTradesMax + WireColumns.ShortRoom];

    private static PriceTicks Quote(int price, uint offset) =>
        WireColumns.Signed(offset) is var signed && signed == Limits.NoQuote ? default : PriceTicks.Trusted(price + signed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Times(ref PlainCursor cursor)
    {
        var length = cursor.Takes(TimeDelta) ? cursor.Length() : -1;
        if (length < 0)
            return -1;
        var count = PlainCursor.Varints(cursor, length, _time);
        cursor.Skip(length);
        return count;
    }

    // Nearly every batch: a few trades, and each number of a column in one byte, so that the columns lie at places known beforehand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasBytes(ref PlainCursor cursor)
    {
        if (_count > BytesMax)
            return false;
        ref var first = ref cursor.Next;
        var (apart, each) = ((nuint)_count + 2, _count << 8);
        var (price, volume, side) = (Word(ref first, 2), Word(ref first, apart + 2), Word(ref first, (2 * apart) + 2));
        var (bid, ask, group) = (Word(ref first, (3 * apart) + 2), Word(ref first, (4 * apart) + 2), Word(ref first, (5 * apart) + 2));
        var others =
            (Head(ref first, 0) ^ (PriceDelta | each))
            | (Head(ref first, apart) ^ (Volume | each))
            | (Head(ref first, 2 * apart) ^ (Side | each))
            | (Head(ref first, 3 * apart) ^ (BidOffset | each))
            | (Head(ref first, 4 * apart) ^ (AskOffset | each))
            | (Head(ref first, 5 * apart) ^ (Group | each));
        var goOn = (price | volume | side | bid | ask | group) & (0x8080_8080_8080_8080 >> (64 - (8 * _count)));
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
    private bool HasEach(ref PlainCursor cursor) =>
        Has(ref cursor, PriceDelta, _price)
        && Has(ref cursor, Volume, _volume)
        && Has(ref cursor, Side, _side)
        && Has(ref cursor, BidOffset, _bid)
        && Has(ref cursor, AskOffset, _ask)
        && Has(ref cursor, Group, _group);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(ref PlainCursor cursor, byte tag, uint[] into)
    {
        var length = cursor.Takes(tag) ? cursor.Length() : -1;
        if (length < 0)
            return false;
        var has =
            WireColumns.Short(ref cursor.Next, length, into) == _count
            || PlainCursor.Varints(cursor, length, into.AsSpan(0, Limits.BatchTradesMax)) == _count;
        cursor.Skip(length);
        return has;
    }

    private bool IsSound()
    {
        if (
            _baseTime is < Limits.UnixUsMin or >= Limits.UnixUsMax
            || _basePrice > uint.MaxValue
            || _history > 1
            || _time[0] != 0
            || _price[0] != 0
        )
        {
            return false;
        }

        var time = (long)_baseTime;
        long price = WireColumns.Signed((uint)_basePrice);
        for (var i = 0; i < _count; i++)
        {
            var delta = WireColumns.Signed(_time[i]);
            if (delta is < -Limits.BackwardsUsMax or > Limits.UnixUsMax)
                return false;
            time += delta;
            price += WireColumns.Signed(_price[i]);
            if (
                time is < Limits.UnixUsMin or >= Limits.UnixUsMax
                || price is < 1 or > Limits.PriceTicksMax
                || !IsQuote(price, _bid[i])
                || !IsQuote(price, _ask[i])
                || _volume[i] is < 1 or > Limits.TradeLotsMax
                || _side[i] is not (1 or 2)
                || _group[i] > 2
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuote(long price, uint offset) =>
        WireColumns.Signed(offset) is var signed && (signed == Limits.NoQuote || price + signed is >= 1 and <= Limits.PriceTicksMax);
}
