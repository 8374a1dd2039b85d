using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>A DepthSnapshot read from its plain wire form, held against every rule of <see cref="DepthSnapshotRules"/>.</summary>
internal sealed class PlainDepth
{
    private const int Observed = 0x08, BidPrice = 0x12, BidLots = 0x1A, BidOrders = 0x22, AskPrice = 0x2A, AskLots = 0x32,
        AskOrders = 0x3A, UnchangedCalls = 0x40, History = 0x48;

    // The longest snapshot of ordinary numbers, and room to look beyond its last column.
    private const int BytesMax = 448;

    private readonly byte[] _padded = new byte[BytesMax + WireColumns.ShortBytesMax + sizeof(uint)];
    private readonly BookSnapshot _book = new();
    private readonly PlainSide _bids = new();
    private readonly PlainSide _asks = new();
    private ulong _observed;
    private ulong _unchanged;
    private ulong _history;

    /// <summary>Reads a snapshot. False when it is unusual or breaks a rule.</summary>
    internal bool TryRead(ReadOnlySpan<byte> body)
    {
        if (body.Length > BytesMax)
            return false;
        body.CopyTo(_padded);
        var bytes = _padded.AsSpan(0, body.Length);
        _observed = _unchanged = _history = 0;
        _bids.Clear();
        _asks.Clear();
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

        if (_observed is < Limits.UnixUsMin or >= Limits.UnixUsMax || _unchanged > uint.MaxValue || _history > 1)
            return false;
        return _bids.IsSound() && _asks.IsSound() && _book.TryReplace(_bids.Levels, _asks.Levels);
    }

    /// <summary>Feeds the snapshot.</summary>
    internal void Feed(InstrumentLane lane, UnixNanos receivedAt)
    {
        var observed = (long)_observed;
        lane.Process(MarketEvent.BookChanged(UnixNanos.Trusted(observed * UnixNanos.PerMicro), receivedAt, _book, _history != 0));
        lane.CountDepth(observed, (uint)_unchanged);
    }

    private bool TryField(int tag, ReadOnlySpan<byte> bytes, ref int at) => tag switch
    {
        Observed => WireColumns.TryVarint(bytes, ref at, out _observed),
        UnchangedCalls => WireColumns.TryVarint(bytes, ref at, out _unchanged),
        History => WireColumns.TryVarint(bytes, ref at, out _history),
        BidPrice => TryColumn(bytes, ref at, out var length) && _bids.TryPrices(_padded.AsSpan(at - length), length),
        BidLots => TryColumn(bytes, ref at, out var length) && _bids.TryLots(_padded.AsSpan(at - length), length),
        BidOrders => TryColumn(bytes, ref at, out var length) && _bids.TryOrders(_padded.AsSpan(at - length), length),
        AskPrice => TryColumn(bytes, ref at, out var length) && _asks.TryPrices(_padded.AsSpan(at - length), length),
        AskLots => TryColumn(bytes, ref at, out var length) && _asks.TryLots(_padded.AsSpan(at - length), length),
        AskOrders => TryColumn(bytes, ref at, out var length) && _asks.TryOrders(_padded.AsSpan(at - length), length),
        _ => false,
    };

    // Steps over a column.
    private static bool TryColumn(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        var isThere = WireColumns.TryVarint(bytes, ref at, out var announced) && announced <= (ulong)(bytes.Length - at);
        length = isThere ? (int)announced : 0;
        at += length;
        return isThere;
    }
}
