using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of TradeBatch. A batch is taken whole or not at all; allocates only to refuse.</summary>
internal static class TradeRules
{
    /// <summary>The first column of a message whose length does not fit; null when they are columns of 1 … 4096 trades.</summary>
    internal static Refusal? FirstBrokenLength(TradeBatch batch)
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

    /// <summary>The first rule that the columns break, or null.</summary>
    internal static Refusal? FirstBroken(TradeColumns batch) =>
        Field.Time("trades.base_unix_us", batch.BaseUnixUs)
        ?? Field.Price("trades.base_price_ticks", batch.BasePriceTicks)
        ?? FirstDeltas(batch)
        ?? Times(batch)
        ?? Prices(batch)
        ?? Sides(batch);

    private static Refusal? FirstDeltas(TradeColumns batch)
    {
        var (time, price) = (batch.TimeDeltas[0], batch.PriceDeltas[0]);
        return time != 0 ? Refusal.At(RefusalReason.BadTime, "trades.time_delta_us", 0, WireColumns.Signed(time), "0 for the first trade")
            : price != 0
                ? Refusal.At(RefusalReason.BadPrice, "trades.price_delta_ticks", 0, WireColumns.Signed(price), "0 for the first trade")
            : null;
    }

    private static Refusal? Times(TradeColumns batch)
    {
        var time = batch.BaseUnixUs;
        var deltas = batch.TimeDeltas;
        for (var i = 1; i < deltas.Length; i++)
        {
            // The sum cannot overflow: both terms are bounded by the check before it.
            var delta = WireColumns.Signed(deltas[i]);
            if (delta is < -Limits.BackwardsUsMax or > Limits.UnixUsMax || !Limits.IsTime(time + delta))
            {
                const string allowed = "at most an hour backwards and end between 2000 and 2100";
                return Refusal.At(RefusalReason.BadTime, "trades.time_delta_us", i, delta, allowed);
            }

            time += delta;
        }

        return null;
    }

    private static Refusal? Prices(TradeColumns batch)
    {
        long price = batch.BasePriceTicks;
        var deltas = batch.PriceDeltas;
        var bids = batch.BidOffsets;
        var asks = batch.AskOffsets;
        for (var i = 0; i < deltas.Length; i++)
        {
            price += WireColumns.Signed(deltas[i]);
            if (!Limits.IsPrice(price) || !IsQuote(price, bids[i]) || !IsQuote(price, asks[i]))
                return BrokenPrice(i, price, WireColumns.Signed(deltas[i]), bids[i], WireColumns.Signed(asks[i]));
        }

        return null;
    }

    private static Refusal BrokenPrice(int i, long price, int delta, uint bid, int ask)
    {
        const string none = "is 1 to 10000000 ticks, or -2147483648 for none";
        var (field, value, allowed) =
            !Limits.IsPrice(price) ? ("trades.price_delta_ticks", delta, "such that the price stays 1 to 10000000 ticks")
            : !IsQuote(price, bid) ? ("trades.bid_offset_ticks", WireColumns.Signed(bid), "such that the bid " + none)
            : ("trades.ask_offset_ticks", ask, "such that the ask " + none);
        return Refusal.At(RefusalReason.BadPrice, field, i, value, allowed);
    }

    private static bool IsQuote(long price, uint offset) =>
        WireColumns.Signed(offset) is var signed && (signed == Limits.NoQuote || Limits.IsPrice(price + signed));

    private static Refusal? Sides(TradeColumns batch)
    {
        var lots = batch.Lots;
        var sides = batch.Sides;
        var groups = batch.Groups;
        for (var i = 0; i < lots.Length; i++)
        {
            if (lots[i] is < 1 or > Limits.TradeLotsMax)
                return Refusal.At(RefusalReason.BadVolume, "trades.volume_lots", i, lots[i], "1 to 1000000");

            if (sides[i] is not ((uint)Aggressor.Buy or (uint)Aggressor.Sell))
                return Refusal.At(RefusalReason.BadEnum, "trades.aggressor", i, (int)sides[i], "1 (sell) or 2 (buy)");

            if (groups[i] is not ((uint)PrintGroup.None or (uint)PrintGroup.First or (uint)PrintGroup.Last))
                return Refusal.At(RefusalReason.BadEnum, "trades.group", i, (int)groups[i], "0 (none), 1 (first) or 2 (last)");
        }

        return null;
    }
}
