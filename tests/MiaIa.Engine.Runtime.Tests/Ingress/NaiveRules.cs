using System.Globalization;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>
/// The rules of market.proto for trades and books, value by value over messages, with the bounds written out: slow, and what the reader's
/// verdicts are held against. It shares nothing with the reader.
/// </summary>
internal static class NaiveRules
{
    private const long TimeMin = 946_684_800_000_000;
    private const long TimeEnd = 4_102_444_800_000_000;
    private const long Hour = 3_600_000_000;

    /// <summary>The text of the first rule that a batch breaks; null when it breaks none.</summary>
    internal static string? Broken(TradeBatch batch) => Lengths(batch) ?? Begin(batch) ?? Times(batch) ?? Prices(batch) ?? Rest(batch);

    /// <summary>The same of a book.</summary>
    internal static string? Broken(DepthSnapshot depth)
    {
        if (depth.ObservedUnixUs is < TimeMin or >= TimeEnd)
            return Text("depth.observed_unix_us", depth.ObservedUnixUs, "a time from 2000 to 2100 in µs");

        var (bids, asks) = (Spelled(depth, isBid: true), Spelled(depth, isBid: false));
        return Columns("bid", bids, depth.BidLots, depth.BidOrders)
            ?? Columns("ask", asks, depth.AskLots, depth.AskOrders)
            ?? Levels("depth.bid_price_ticks", bids, (price, before) => price < before, "below the level above it")
            ?? Levels("depth.ask_price_ticks", asks, (price, before) => price > before, "above the level below it")
            ?? Numbers("depth.bid_lots", depth.BidLots, 1)
            ?? Numbers("depth.ask_lots", depth.AskLots, 1)
            ?? Numbers("depth.bid_orders", depth.BidOrders, 0)
            ?? Numbers("depth.ask_orders", depth.AskOrders, 0);
    }

    /// <summary>Every price of a side, also those left out; of a side that is too long, one more than it may have.</summary>
    internal static List<int> Spelled(DepthSnapshot depth, bool isBid)
    {
        var (prices, lots) = isBid
            ? (depth.BidPriceTicks.ToList(), depth.BidLots.Count)
            : (depth.AskPriceTicks.ToList(), depth.AskLots.Count);
        while (prices.Count is > 0 and < 11 && prices.Count < lots)
            prices.Add(unchecked(prices[^1] + (isBid ? -1 : 1)));
        return prices;
    }

    private static string? Lengths(TradeBatch batch)
    {
        var n = batch.TimeDeltaUs.Count;
        if (n is < 1 or > 4096)
            return Text("trades.time_delta_us.length", n, "1 to 4096");

        (string Name, int Length)[] columns =
        [
            ("price_delta_ticks", batch.PriceDeltaTicks.Count),
            ("volume_lots", batch.VolumeLots.Count),
            ("aggressor", batch.Aggressor.Count),
            ("bid_offset_ticks", batch.BidOffsetTicks.Count),
            ("ask_offset_ticks", batch.AskOffsetTicks.Count),
            ("group", batch.Group.Count),
        ];
        return columns
            .Where(column => column.Length != n)
            .Select(column => Text($"trades.{column.Name}.length", column.Length, $"{n} as in trades.time_delta_us"))
            .FirstOrDefault();
    }

    private static string? Begin(TradeBatch batch) =>
        batch.BaseUnixUs is < TimeMin or >= TimeEnd ? Text("trades.base_unix_us", batch.BaseUnixUs, "a time from 2000 to 2100 in µs")
        : batch.BasePriceTicks is < 1 or > 10_000_000 ? Text("trades.base_price_ticks", batch.BasePriceTicks, "1 to 10000000 ticks")
        : batch.TimeDeltaUs[0] != 0 ? Text("trades.time_delta_us[0]", batch.TimeDeltaUs[0], "0 for the first trade")
        : batch.PriceDeltaTicks[0] != 0 ? Text("trades.price_delta_ticks[0]", batch.PriceDeltaTicks[0], "0 for the first trade")
        : null;

    private static string? Times(TradeBatch batch)
    {
        var time = (Int128)batch.BaseUnixUs;
        for (var i = 1; i < batch.TimeDeltaUs.Count; i++)
        {
            time += batch.TimeDeltaUs[i];
            if (batch.TimeDeltaUs[i] < -Hour || time < TimeMin || time >= TimeEnd)
            {
                const string allowed = "at most an hour backwards and end between 2000 and 2100";
                return Text($"trades.time_delta_us[{i}]", batch.TimeDeltaUs[i], allowed);
            }
        }

        return null;
    }

    private static string? Prices(TradeBatch batch)
    {
        var price = (long)batch.BasePriceTicks;
        for (var i = 0; i < batch.PriceDeltaTicks.Count; i++)
        {
            price += batch.PriceDeltaTicks[i];
            if (price is < 1 or > 10_000_000)
                return Text($"trades.price_delta_ticks[{i}]", batch.PriceDeltaTicks[i], "such that the price stays 1 to 10000000 ticks");

            foreach (var (name, offset) in new[] { ("bid", batch.BidOffsetTicks[i]), ("ask", batch.AskOffsetTicks[i]) })
            {
                if (offset != int.MinValue && price + offset is < 1 or > 10_000_000)
                {
                    var allowed = $"such that the {name} is 1 to 10000000 ticks, or -2147483648 for none";
                    return Text($"trades.{name}_offset_ticks[{i}]", offset, allowed);
                }
            }
        }

        return null;
    }

    private static string? Rest(TradeBatch batch)
    {
        for (var i = 0; i < batch.VolumeLots.Count; i++)
        {
            if (batch.VolumeLots[i] is < 1 or > 1_000_000)
                return Text($"trades.volume_lots[{i}]", batch.VolumeLots[i], "1 to 1000000");
            if ((int)batch.Aggressor[i] is < 1 or > 2)
                return Text($"trades.aggressor[{i}]", (int)batch.Aggressor[i], "1 (sell) or 2 (buy)");
            if ((int)batch.Group[i] is < 0 or > 2)
                return Text($"trades.group[{i}]", (int)batch.Group[i], "0 (none), 1 (first) or 2 (last)");
        }

        return null;
    }

    private static string? Columns(string side, List<int> prices, IList<uint> lots, IList<uint> orders) =>
        prices.Count > 10 ? Text($"depth.{side}_price_ticks.length", prices.Count, "at most 10")
        : lots.Count != prices.Count ? Text($"depth.{side}_lots.length", lots.Count, $"{prices.Count} as in depth.{side}_price_ticks")
        : orders.Count != prices.Count ? Text($"depth.{side}_orders.length", orders.Count, $"{prices.Count} as in depth.{side}_price_ticks")
        : null;

    private static string? Levels(string field, List<int> prices, Func<int, int, bool> follows, string rule)
    {
        for (var i = 0; i < prices.Count; i++)
        {
            if (prices[i] is < 1 or > 10_000_000)
                return Text($"{field}[{i}]", prices[i], "1 to 10000000 ticks");
            if (i > 0 && !follows(prices[i], prices[i - 1]))
                return Text($"{field}[{i}]", prices[i], rule);
        }

        return null;
    }

    private static string? Numbers(string field, IList<uint> numbers, uint min)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] < min || numbers[i] > 1_000_000)
                return Text($"{field}[{i}]", numbers[i], $"{min} to 1000000");
        }

        return null;
    }

    private static string Text(string field, IFormattable value, string allowed) =>
        $"{field} = {value.ToString(null, CultureInfo.InvariantCulture)}: must be {allowed}";
}
