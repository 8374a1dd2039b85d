using System.Runtime.InteropServices;
using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;
using Performance.Step;
using PrintGroup = MiaIa.Engine.Market.PrintGroup;

namespace Performance.Replay;

/// <summary>
/// A session's files as a study on a chart with an update interval of 10 ms sends them: at each call the trades since the one before, then
/// the book if its ten best levels a side are others; a clock tick every 100 ms, a heartbeat every second.
/// </summary>
internal static class SessionTape
{
    private const long CallMicros = 10_000;
    private const long TickMicros = 100_000;
    private const long BeatMicros = 1_000_000;

    /// <summary>The events, and each as the bare loop takes it.</summary>
    public static (MarketEvent[] Full, BareEvent[] Bare) Of(SyntheticFiles files)
    {
        var (full, bare) = (new List<MarketEvent>(), new List<BareEvent>());
        using var scid = SierraFormats.Scid.Open(files.ScidPath);
        using var depth = SierraFormats.Depth.Open(files.DepthPath);
        var scale = PriceScale.For(files.ScidPath, scid.Records().First().Close, InstrumentPrices.OfSymbol(SyntheticSession.Symbol)!);
        using var trades = scid.Records().GetEnumerator();
        using var levels = depth.Records().GetEnumerator();
        var ladder = new DepthLadder(scale);
        var (hasTrade, hasLevel) = (trades.MoveNext(), levels.MoveNext());
        var shown = new BookSnapshot();
        var price = 0;
        for (var call = trades.Current.SierraMicros / BeatMicros * BeatMicros; hasTrade; call += CallMicros)
        {
            var at = UnixNanos.Trusted(SierraTime.ToUnixNanos(call));
            if (call % TickMicros == 0)
                Add(call % BeatMicros == 0 ? MarketEvent.Heartbeat(at, at) : MarketEvent.Clock(at), 0, 0, 0, false);
            for (; hasTrade && trades.Current.SierraMicros < call; hasTrade = trades.MoveNext())
            {
                var trade = trades.Current;
                if (!scale.TryTicks(trade.Close, out price))
                    throw new InvalidDataException($"{files.ScidPath}: price {trade.Close} is off the tick");
                var isBuy = trade.Side == TradeSide.Buy;
                Add(
                    MarketEvent.Trade(
                        UnixNanos.Trusted(SierraTime.ToUnixNanos(trade.SierraMicros)),
                        at,
                        PriceTicks.Trusted(price),
                        Contracts.Trusted((int)trade.TotalVolume),
                        isBuy ? Aggressor.Buy : Aggressor.Sell,
                        (PrintGroup)(byte)trade.Group,
                        PriceTicks.Trusted(isBuy ? price - 1 : price),
                        PriceTicks.Trusted(isBuy ? price : price + 1)
                    ),
                    (int)trade.TotalVolume,
                    0,
                    0,
                    isBuy
                );
            }

            for (; hasLevel && levels.Current.SierraMicros < call; hasLevel = levels.MoveNext())
                ladder.Apply(levels.Current);
            if (!(ladder.HasBestBidsChanged || ladder.HasBestAsksChanged) || !IsOther(Book(ladder), ref shown))
                continue;
            Add(MarketEvent.BookChanged(at, at, shown), 0, shown.BestBid.Lots.Value, shown.BestAsk.Lots.Value, false);

            void Add(in MarketEvent e, int lots, int bid, int ask, bool isBuy)
            {
                full.Add(e);
                bare.Add(new BareEvent(e.ObservedAt.Value == 0 ? at.Value : e.ObservedAt.Value, price, lots, bid, ask, isBuy));
            }
        }

        return ([.. full], [.. bare]);
    }

    private static bool IsOther(BookSnapshot book, ref BookSnapshot shown)
    {
        if (book.Bids.ToArray().SequenceEqual(shown.Bids.ToArray()) && book.Asks.ToArray().SequenceEqual(shown.Asks.ToArray()))
            return false;
        shown = book;
        return true;
    }

    private static BookSnapshot Book(DepthLadder ladder)
    {
        var book = new BookSnapshot();
        book.TryReplace(Side(ladder.BestBids), Side(ladder.BestAsks));
        return book;
    }

    private static BookColumns Side(Best best)
    {
        var (prices, lots, orders) = (new int[BookColumns.Places], new uint[BookColumns.Places], new uint[BookColumns.Places]);
        var count = best(
            prices.AsSpan(0, BookSnapshot.LevelsMax),
            lots.AsSpan(0, BookSnapshot.LevelsMax),
            orders.AsSpan(0, BookSnapshot.LevelsMax)
        );
        return new(prices, MemoryMarshal.Cast<uint, int>(lots), MemoryMarshal.Cast<uint, int>(orders), count);
    }

    private delegate int Best(Span<int> prices, Span<uint> lots, Span<uint> orders);
}
