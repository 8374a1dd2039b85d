using System.Runtime.CompilerServices;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>A DepthSnapshot read from its plain wire form, held against every rule of <see cref="DepthSnapshotRules"/>.</summary>
internal sealed class PlainDepth
{
    private const byte Observed = 0x08,
        BidPrice = 0x12,
        BidLots = 0x1A,
        BidOrders = 0x22,
        AskPrice = 0x2A,
        AskLots = 0x32,
        AskOrders = 0x3A,
        UnchangedCalls = 0x40,
        History = 0x48;

    private readonly BookSnapshot _book = new();
    private readonly PlainSide _bids = new(BidPrice, BidLots, BidOrders, -1);
    private readonly PlainSide _asks = new(AskPrice, AskLots, AskOrders, +1);
    private ulong _observed;
    private ulong _unchanged;
    private ulong _history;

    /// <summary>Reads a snapshot to the cursor's end. False when it is unusual or breaks a rule.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryRead(PlainCursor cursor)
    {
        _observed = cursor.Varint(Observed);
        var hasBids = _bids.TryRead(ref cursor);
        var hasAsks = _asks.TryRead(ref cursor);
        _unchanged = cursor.Varint(UnchangedCalls);
        _history = cursor.Varint(History);
        return hasBids
            && hasAsks
            && cursor.Left == 0
            && _observed is >= Limits.UnixUsMin and < Limits.UnixUsMax
            && _unchanged <= uint.MaxValue
            && _history <= 1
            && _book.TryReplace(_bids.Columns, _asks.Columns);
    }

    /// <summary>Feeds the snapshot.</summary>
    internal void Feed(InstrumentEngine instrument, UnixNanos receivedAt)
    {
        var observed = (long)_observed;
        instrument.Process(MarketEvent.BookChanged(UnixNanos.Trusted(observed * UnixNanos.PerMicro), receivedAt, _book, _history != 0));
        instrument.CountDepth(observed, (uint)_unchanged);
    }
}
