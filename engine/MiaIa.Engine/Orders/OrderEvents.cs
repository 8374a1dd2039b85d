using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>What Sierra says of orders, as events of the step. Rare, so that each may allocate.</summary>
public static class OrderEvents
{
    /// <summary>How one order stands.</summary>
    public static MarketEvent Reported(UnixNanos receivedAt, in OrderReport report) =>
        MarketEvent.OfOrders(MarketEventKind.OrderReported, receivedAt, report);

    /// <summary>An execution.</summary>
    public static MarketEvent Filled(UnixNanos receivedAt, in Fill fill) =>
        MarketEvent.OfOrders(MarketEventKind.OrderFilled, receivedAt, fill);

    /// <summary>The position.</summary>
    public static MarketEvent PositionRead(UnixNanos receivedAt, in PositionReading reading) =>
        MarketEvent.OfOrders(MarketEventKind.PositionRead, receivedAt, reading);

    /// <summary>Everything at once.</summary>
    public static MarketEvent Told(UnixNanos receivedAt, OrderSnapshot snapshot) =>
        MarketEvent.OfOrders(MarketEventKind.OrdersTold, receivedAt, snapshot);

    /// <summary>Everything of ours is to be closed; <paramref name="reason"/> says who asked and why.</summary>
    public static MarketEvent Flatten(UnixNanos receivedAt, string reason) =>
        MarketEvent.OfOrders(MarketEventKind.Flatten, receivedAt, reason);

    /// <summary>The command of this entry was kept back here and will never leave.</summary>
    public static MarketEvent Kept(UnixNanos receivedAt, ulong orderId) =>
        MarketEvent.OfOrders(MarketEventKind.EntryKept, receivedAt, orderId);

    /// <summary>What was said of the position was refused; <paramref name="why"/> says so in words.</summary>
    public static MarketEvent PositionRefused(UnixNanos receivedAt, string why) =>
        MarketEvent.OfOrders(MarketEventKind.PositionRefused, receivedAt, why);
}
