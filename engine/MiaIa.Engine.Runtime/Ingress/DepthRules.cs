using System.Diagnostics;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// Which field of a DepthSnapshot keeps its columns from being a book. A crossed or locked book is one: it happens before an open, and
/// the features judge it.
/// </summary>
internal static class DepthRules
{
    /// <summary>The first rule that is broken, where the book has refused the columns.</summary>
    internal static Refusal FirstBroken(DepthColumns depth) =>
        Field.Time("depth.observed_unix_us", depth.ObservedUnixUs)
        ?? Lengths("depth.bid_price_ticks", "depth.bid_lots", "depth.bid_orders", depth.Bids)
        ?? Lengths("depth.ask_price_ticks", "depth.ask_lots", "depth.ask_orders", depth.Asks)
        ?? Prices("depth.bid_price_ticks", depth.Bids, "below the level above it")
        ?? Prices("depth.ask_price_ticks", depth.Asks, "above the level below it")
        ?? Numbers("depth.bid_lots", depth.Bids, depth.Bids.LotsAt, 1)
        ?? Numbers("depth.ask_lots", depth.Asks, depth.Asks.LotsAt, 1)
        ?? Numbers("depth.bid_orders", depth.Bids, depth.Bids.OrdersAt, 0)
        ?? Numbers("depth.ask_orders", depth.Asks, depth.Asks.OrdersAt, 0)
        ?? throw new UnreachableException("a book refused columns that break no rule");

    private static Refusal? Lengths(string prices, string lots, string orders, BookSideColumns side) =>
        side.PriceCount > Limits.BookLevelsMax
            ? Refusal.From(RefusalReason.BadCount, prices + ".length", side.PriceCount, "at most 10")
            : Field.SameLength(lots, side.LotCount, side.PriceCount, prices)
                ?? Field.SameLength(orders, side.OrderCount, side.PriceCount, prices);

    private static Refusal? Prices(string field, BookSideColumns side, string rule)
    {
        for (var i = 0; i < side.PriceCount; i++)
        {
            var price = side.PriceAt(i);
            if (!Limits.IsPrice(price))
                return Refusal.At(RefusalReason.BadPrice, field, i, price, "1 to 10000000 ticks");

            if (i > 0 && Math.Sign(price - side.PriceAt(i - 1)) != side.Step)
                return Refusal.At(RefusalReason.LevelsNotMonotone, field, i, price, rule);
        }

        return null;
    }

    private static Refusal? Numbers(string field, BookSideColumns side, Func<int, uint> at, uint min)
    {
        for (var i = 0; i < side.PriceCount; i++)
        {
            if (at(i) < min || at(i) > Limits.LevelLotsMax)
                return Refusal.At(RefusalReason.BadVolume, field, i, at(i), min == 0 ? "0 to 1000000" : "1 to 1000000");
        }

        return null;
    }
}
