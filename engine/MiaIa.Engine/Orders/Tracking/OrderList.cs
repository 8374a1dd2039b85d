using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>The tracked orders in the order of their beginning: every open one, and as many of the others as there is room for.</summary>
internal sealed class OrderList
{
    internal const int Capacity = 256;

    private readonly TrackedOrder[] _orders = new TrackedOrder[Capacity];

    internal ReadOnlySpan<TrackedOrder> All => _orders.AsSpan(0, Count);

    internal int Count { get; private set; }

    /// <summary>
    /// The order that a report or a fill speaks of: by Sierra's id, else the one of that role whose id is not known. With <paramref name="brokerId"/> 0
    /// (a fill, or nothing was made) it is the one whose status has told of more than was shown, else the first that can still fill, else the newest.
    /// </summary>
    internal TrackedOrder? Find(ulong orderId, OrderRole role, ulong brokerId)
    {
        TrackedOrder? nameless = null;
        TrackedOrder? told = null;
        TrackedOrder? open = null;
        TrackedOrder? newest = null;
        foreach (var order in All)
        {
            if (order.OrderId != orderId || order.Role != role)
                continue;
            if (brokerId != 0 && order.BrokerId == brokerId)
                return order;
            if (order.BrokerId == 0)
                nameless = order;
            if (told is null && order.ToldLots > order.FilledLots)
                told = order;
            if (open is null && order.IsOpen && (order.Lots == 0 || order.RestLots > 0))
                open = order;
            newest = order;
        }

        return brokerId != 0 ? nameless : told ?? open ?? newest;
    }

    /// <summary>
    /// A status of the order tells of so many filled lots. An execution names a command and a role, and a command can have two stops, Sierra's and one
    /// that the study placed, or two exits: what was booked on the other one, whose status tells of nothing, is this one's. The other one is known to
    /// have been sent, and no more: what is said of it next counts.
    /// </summary>
    internal void Told(TrackedOrder order, int filledLots)
    {
        order.ToldLots = Math.Max(order.ToldLots, filledLots);
        foreach (var other in All)
        {
            if (other == order || other.OrderId != order.OrderId || other.Role != order.Role || other.Direction != order.Direction)
                continue;
            var lots = Math.Min(order.ToldLots - order.FilledLots, other.FilledLots - other.ToldLots - other.InferredLots);
            if (lots < 1)
                continue;
            other.FilledLots -= lots;
            order.FilledLots += lots;
            if (other.State is OrderState.Filled or OrderState.Partial)
                other.State = other.FilledLots > 0 ? OrderState.Partial : OrderState.Sent;
        }
    }

    /// <summary>The newest entry of a signal, or none.</summary>
    internal TrackedOrder? FindEntry(ulong signalId)
    {
        for (var at = Count - 1; at >= 0; at--)
        {
            if (_orders[at].Role == OrderRole.Entry && _orders[at].Entry.SignalId == signalId)
                return _orders[at];
        }

        return null;
    }

    /// <summary>The entry that a child belongs to, or the order with a command's id.</summary>
    internal TrackedOrder? FindCommand(ulong orderId)
    {
        foreach (var order in All)
        {
            if (order.OrderId == orderId && order.Role == OrderRole.Entry)
                return order;
        }

        return null;
    }

    /// <summary>False: all are open, which no real day does; nothing may be forgotten then.</summary>
    internal bool TryAdd(TrackedOrder order)
    {
        if (Count == Capacity && !TryForgetOldest())
            return false;
        _orders[Count++] = order;
        return true;
    }

    /// <summary>Whether one more can be tracked.</summary>
    internal bool HasRoom => Count < Capacity || OldestToForget() >= 0;

    private int OldestToForget() =>
        Array.FindIndex(_orders, order => !order.IsOpen && !order.EndedInDoubt && order.ToldLots <= order.FilledLots);

    private bool TryForgetOldest()
    {
        var at = OldestToForget();
        if (at < 0)
            return false;
        Array.Copy(_orders, at + 1, _orders, at, Count - at - 1);
        Count--;
        return true;
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(Count);
        foreach (var order in All)
            OrderCarry.Save(order, writer);
    }

    internal void Load(ref CarryReader reader)
    {
        for (var left = reader.ReadCount(Capacity); left > 0; left--)
            _orders[Count++] = OrderCarry.Load(ref reader);
    }
}
