using Google.Protobuf.Collections;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of DepthSnapshot. A crossed or locked book is allowed here: it happens before an open, and the features judge it.</summary>
public static class DepthSnapshotRules
{
    /// <summary>Returns the first rule that <paramref name="depth"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(DepthSnapshot depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Field.Time("depth.observed_unix_us", depth.ObservedUnixUs)
            ?? Columns("depth.bid_price_ticks", depth.BidPriceTicks, "depth.bid_lots", depth.BidLots, "depth.bid_orders", depth.BidOrders)
            ?? Columns("depth.ask_price_ticks", depth.AskPriceTicks, "depth.ask_lots", depth.AskLots, "depth.ask_orders", depth.AskOrders)
            ?? Levels("depth.bid_price_ticks", depth.BidPriceTicks, -1, "below the level above it")
            ?? Levels("depth.ask_price_ticks", depth.AskPriceTicks, +1, "above the level below it")
            ?? Lots("depth.bid_lots", depth.BidLots, 1)
            ?? Lots("depth.ask_lots", depth.AskLots, 1)
            ?? Lots("depth.bid_orders", depth.BidOrders, 0)
            ?? Lots("depth.ask_orders", depth.AskOrders, 0);
    }

    private static Refusal? Columns(
        string priceField,
        RepeatedField<int> price,
        string lotsField,
        RepeatedField<uint> lots,
        string ordersField,
        RepeatedField<uint> orders
    ) =>
        price.Count > Limits.BookLevelsMax
            ? Refusal.From(RefusalReason.BadCount, priceField + ".length", price.Count, "at most 10")
            : Field.SameLength(lotsField, lots.Count, price.Count, priceField)
                ?? Field.SameLength(ordersField, orders.Count, price.Count, priceField);

    private static Refusal? Levels(string field, RepeatedField<int> price, int sign, string rule)
    {
        for (var i = 0; i < price.Count; i++)
        {
            if (price[i] is < 1 or > Limits.PriceTicksMax)
                return Refusal.At(RefusalReason.BadPrice, field, i, price[i], "1 to 10000000 ticks");

            if (i > 0 && Math.Sign(price[i] - price[i - 1]) != sign)
                return Refusal.At(RefusalReason.LevelsNotMonotone, field, i, price[i], rule);
        }

        return null;
    }

    private static Refusal? Lots(string field, RepeatedField<uint> lots, uint min)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i] < min || lots[i] > Limits.LevelLotsMax)
                return Refusal.At(RefusalReason.BadVolume, field, i, lots[i], min == 0 ? "0 to 1000000" : "1 to 1000000");
        }

        return null;
    }
}
