using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>A TradeBatch read from its plain wire form, held against every rule of <see cref="TradeBatchRules"/>.</summary>
internal sealed class PlainTrades
{
    private const int BaseTime = 0x08, BasePrice = 0x10, TimeDelta = 0x1A, PriceDelta = 0x22, Volume = 0x2A, Side = 0x32,
        BidOffset = 0x3A, AskOffset = 0x42, Group = 0x4A, History = 0x50, FirstSequence = 0x58;

    private readonly ulong[] _time = new ulong[Limits.BatchTradesMax];
    private readonly uint[] _price = new uint[Limits.BatchTradesMax];
    private readonly uint[] _volume = new uint[Limits.BatchTradesMax];
    private readonly uint[] _side = new uint[Limits.BatchTradesMax];
    private readonly uint[] _bid = new uint[Limits.BatchTradesMax];
    private readonly uint[] _ask = new uint[Limits.BatchTradesMax];
    private readonly uint[] _group = new uint[Limits.BatchTradesMax];
    private int _count;
    private ulong _baseTime;
    private ulong _basePrice;
    private ulong _history;

    /// <summary>Reads a batch. False when it is unusual or breaks a rule.</summary>
    internal bool TryRead(ReadOnlySpan<byte> bytes)
    {
        _count = 0;
        _baseTime = _basePrice = _history = 0;
        var seen = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var tag = bytes[at++];
            var field = 1 << (tag >> 3);
            if ((seen & field) != 0)
                return false;
            seen |= field;
            if (!TryField(tag, bytes, ref at))
                return false;
        }

        // All seven columns, fields 3 to 9, have been there with one length.
        const int columns = 0b11_1111_1000;
        return (seen & columns) == columns && IsSound();
    }

    /// <summary>Feeds the batch, trade by trade.</summary>
    internal void Feed(InstrumentLane lane, UnixNanos receivedAt)
    {
        var time = (long)_baseTime;
        var price = WireColumns.Signed((uint)_basePrice);
        var isHistory = _history != 0;
        for (var i = 0; i < _count; i++)
        {
            time += WireColumns.Signed(_time[i]);
            price += WireColumns.Signed(_price[i]);
            lane.Process(MarketEvent.Trade(
                UnixNanos.Trusted(time * UnixNanos.PerMicro), receivedAt, PriceTicks.Trusted(price), Contracts.Trusted((int)_volume[i]),
                (Aggressor)(byte)_side[i], (PrintGroup)(byte)_group[i], Quote(price, _bid[i]), Quote(price, _ask[i]), isHistory));
        }
    }

    private static PriceTicks Quote(int price, uint offset)
        => WireColumns.Signed(offset) is var signed && signed == Limits.NoQuote ? default : PriceTicks.Trusted(price + signed);

    private bool TryField(int tag, ReadOnlySpan<byte> bytes, ref int at) => tag switch
    {
        BaseTime => WireColumns.TryVarint(bytes, ref at, out _baseTime),
        BasePrice => WireColumns.TryVarint(bytes, ref at, out _basePrice),
        History => WireColumns.TryVarint(bytes, ref at, out _history),
        FirstSequence => WireColumns.TryVarint(bytes, ref at, out _),
        TimeDelta => WireColumns.TryBytes(bytes, ref at, out var times) && HasLength(WireColumns.Column64(times, _time)),
        PriceDelta => TryColumn(bytes, ref at, _price),
        Volume => TryColumn(bytes, ref at, _volume),
        Side => TryColumn(bytes, ref at, _side),
        BidOffset => TryColumn(bytes, ref at, _bid),
        AskOffset => TryColumn(bytes, ref at, _ask),
        Group => TryColumn(bytes, ref at, _group),
        _ => false,
    };

    private bool TryColumn(ReadOnlySpan<byte> bytes, scoped ref int at, uint[] into)
        => WireColumns.TryBytes(bytes, ref at, out var column) && HasLength(WireColumns.Column32(column, into));

    // The first column says how long all have to be.
    private bool HasLength(int length)
    {
        if (_count == 0)
            _count = length;
        return length > 0 && length == _count;
    }

    private bool IsSound()
    {
        if (_baseTime is < Limits.UnixUsMin or >= Limits.UnixUsMax || _basePrice > uint.MaxValue || _history > 1 || _time[0] != 0 || _price[0] != 0)
            return false;
        var time = (long)_baseTime;
        long price = WireColumns.Signed((uint)_basePrice);
        for (var i = 0; i < _count; i++)
        {
            var delta = WireColumns.Signed(_time[i]);
            if (delta is < -Limits.BackwardsUsMax or > Limits.UnixUsMax)
                return false;
            time += delta;
            price += WireColumns.Signed(_price[i]);
            if (time is < Limits.UnixUsMin or >= Limits.UnixUsMax || price is < 1 or > Limits.PriceTicksMax
                || !IsQuote(price, _bid[i]) || !IsQuote(price, _ask[i])
                || _volume[i] is < 1 or > Limits.TradeLotsMax || _side[i] is not (1 or 2) || _group[i] > 2)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuote(long price, uint offset)
        => WireColumns.Signed(offset) is var signed && (signed == Limits.NoQuote || price + signed is >= 1 and <= Limits.PriceTicksMax);
}
