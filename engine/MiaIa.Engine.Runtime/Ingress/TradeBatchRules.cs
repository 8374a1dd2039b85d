using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of TradeBatch. A batch is taken whole or not at all.</summary>
public static class TradeBatchRules
{
    /// <summary>Returns the first rule that <paramref name="batch"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(TradeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Columns(batch)
            ?? Field.Time("trades.base_unix_us", batch.BaseUnixUs)
            ?? Field.Price("trades.base_price_ticks", batch.BasePriceTicks)
            ?? FirstDeltas(batch)
            ?? Times(batch)
            ?? Prices(batch)
            ?? Sides(batch);
    }

    private static Refusal? Columns(TradeBatch batch)
    {
        var n = batch.TimeDeltaUs.Count;
        if (n is < 1 or > Limits.BatchTradesMax)
            return Refusal.From(RefusalReason.BadCount, "trades.time_delta_us.length", n, "1 to 4096");

        const string column = "trades.time_delta_us";
        return Field.SameLength("trades.price_delta_ticks", batch.PriceDeltaTicks.Count, n, column)
            ?? Field.SameLength("trades.volume_lots", batch.VolumeLots.Count, n, column)
            ?? Field.SameLength("trades.aggressor", batch.Aggressor.Count, n, column)
            ?? Field.SameLength("trades.bid_offset_ticks", batch.BidOffsetTicks.Count, n, column)
            ?? Field.SameLength("trades.ask_offset_ticks", batch.AskOffsetTicks.Count, n, column)
            ?? Field.SameLength("trades.group", batch.Group.Count, n, column);
    }

    private static Refusal? FirstDeltas(TradeBatch batch) =>
        batch.TimeDeltaUs[0] != 0
            ? Refusal.At(RefusalReason.BadTime, "trades.time_delta_us", 0, batch.TimeDeltaUs[0], "0 for the first trade")
        : batch.PriceDeltaTicks[0] != 0
            ? Refusal.At(RefusalReason.BadPrice, "trades.price_delta_ticks", 0, batch.PriceDeltaTicks[0], "0 for the first trade")
        : null;

    private static Refusal? Times(TradeBatch batch)
    {
        var time = batch.BaseUnixUs;
        for (var i = 1; i < batch.TimeDeltaUs.Count; i++)
        {
            // The sum cannot overflow: both terms are bounded by the check before it.
            var delta = batch.TimeDeltaUs[i];
            if (delta is < -Limits.BackwardsUsMax or > Limits.UnixUsMax || time + delta is < Limits.UnixUsMin or >= Limits.UnixUsMax)
            {
                return Refusal.At(
                    RefusalReason.BadTime,
                    "trades.time_delta_us",
                    i,
                    delta,
                    "at most an hour backwards and end between 2000 and 2100"
                );
            }

            time += delta;
        }

        return null;
    }

    private static Refusal? Prices(TradeBatch batch)
    {
        long price = batch.BasePriceTicks;
        for (var i = 0; i < batch.PriceDeltaTicks.Count; i++)
        {
            price += batch.PriceDeltaTicks[i];
            if (price is < 1 or > Limits.PriceTicksMax)
            {
                return Refusal.At(
                    RefusalReason.BadPrice,
                    "trades.price_delta_ticks",
                    i,
                    batch.PriceDeltaTicks[i],
                    "such that the price stays 1 to 10000000 ticks"
                );
            }

            if (!IsQuote(price, batch.BidOffsetTicks[i]))
            {
                return Refusal.At(
                    RefusalReason.BadPrice,
                    "trades.bid_offset_ticks",
                    i,
                    batch.BidOffsetTicks[i],
                    "such that the bid is 1 to 10000000 ticks, or -2147483648 for none"
                );
            }

            if (!IsQuote(price, batch.AskOffsetTicks[i]))
            {
                return Refusal.At(
                    RefusalReason.BadPrice,
                    "trades.ask_offset_ticks",
                    i,
                    batch.AskOffsetTicks[i],
                    "such that the ask is 1 to 10000000 ticks, or -2147483648 for none"
                );
            }
        }

        return null;
    }

    private static bool IsQuote(long price, int offset) => offset == Limits.NoQuote || price + offset is >= 1 and <= Limits.PriceTicksMax;

    private static Refusal? Sides(TradeBatch batch)
    {
        for (var i = 0; i < batch.VolumeLots.Count; i++)
        {
            if (batch.VolumeLots[i] is < 1 or > Limits.TradeLotsMax)
                return Refusal.At(RefusalReason.BadVolume, "trades.volume_lots", i, batch.VolumeLots[i], "1 to 1000000");

            if (batch.Aggressor[i] is not (Aggressor.Buy or Aggressor.Sell))
                return Refusal.At(RefusalReason.BadEnum, "trades.aggressor", i, (int)batch.Aggressor[i], "1 (sell) or 2 (buy)");

            if (batch.Group[i] is not (PrintGroup.None or PrintGroup.First or PrintGroup.Last))
                return Refusal.At(RefusalReason.BadEnum, "trades.group", i, (int)batch.Group[i], "0 (none), 1 (first) or 2 (last)");
        }

        return null;
    }
}
