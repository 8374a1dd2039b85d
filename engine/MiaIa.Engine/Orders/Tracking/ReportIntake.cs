using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>Takes reports and fills: refuses what cannot be, finds the order that is meant, and lets the table say what it leads to.</summary>
internal sealed class ReportIntake(TrackedState state, FlattenCourse flatten)
{
    private readonly FillOwner _owner = new(state, flatten);

    /// <summary>Takes a report. Null: it was refused, or is not of an order.</summary>
    /// <param name="report">What was said.</param>
    /// <param name="isShown">It stands in a snapshot: Sierra's truth of now, not news of it.</param>
    internal TrackedOrder? Take(in OrderReport report, bool isShown)
    {
        // The answer to a flatten command is no order's: it has neither a side nor a size.
        if (
            report is { OrderId: not 0, BrokerId: 0, Role: OrderRole.Exit }
            && report.Kind is >= OrderReportKind.Refused and <= OrderReportKind.Exists
        )
        {
            flatten.TakeReport(report, state.Elapsed);
            if (report.Kind is OrderReportKind.Refused or OrderReportKind.Rejected)
                state.Refused(report);
            return null;
        }

        if (ReportFault.Of(report) is { } wrong)
        {
            state.Refuse($"report {(int)report.Kind} of order {report.OrderId} refused: {wrong}");
            state.Doubt("a report was refused");
            return null;
        }

        if (report.OrderId != 0)
            flatten.TakeReport(report, state.Elapsed);
        var role = report.OrderId == 0 ? OrderRole.External : report.Role;
        var order = state.Orders.Find(report.OrderId, role, report.BrokerId);
        var isNew = order is null;
        if (order is null)
        {
            // Nothing was made, and nothing of it is known here: there is nothing to track.
            if (report.BrokerId == 0 && !report.IsWorking)
            {
                CountUnknown($"{report.Kind} for order {report.OrderId}, which is not known here");
                return null;
            }

            order = Adopt(report.OrderId, role, report.Direction, report.Lots.Value);
            if (order is null)
                return null;
        }

        Note(order, report, isShown, isNew);
        while (_owner.TakeFor(order) is { } fill)
            Book(order, fill);
        return order;
    }

    /// <summary>Takes an execution: it counts once.</summary>
    internal void Take(in Fill told)
    {
        if (ReportFault.Of(told) is { } wrong)
        {
            state.Refuse($"fill {told.Key} of order {told.OrderId} refused: {wrong}");
            state.Doubt("a fill was refused");
            return;
        }

        if (!state.Seen.TryAdd(told.Key))
        {
            TakeAgain(told);
            return;
        }

        var fill = _owner.Named(told);
        state.Told.Add(fill);
        state.LastPrice = fill.Price;
        state.IsReadingNewer = state.AreReadStopsNewer = false;
        flatten.Moved(fill);
        if (fill.OrderId == 0)
        {
            state.Position.AddExternal(fill.SignedLots);
            state.Output.Add(fill with { Role = OrderRole.External });
            state.Doubt("a trade that is not ours");
            return;
        }

        var order = OrderOf(fill);
        var confirmed = order is null || fill.IsInferred ? 0 : Confirm(order, fill);
        if (confirmed < fill.Lots.Value)
            Count(order, fill with { Lots = Contracts.Trusted(fill.Lots.Value - confirmed) });
        else
            Progress(order!);
    }

    private void TakeAgain(in Fill fill)
    {
        state.Counters = state.Counters with { DuplicateFills = state.Counters.DuplicateFills + 1 };
        if (_owner.TakeAgain(fill) is { } ours && OrderOf(ours) is { } order)
            Book(order, ours);
        if (state.Told.DifferenceOf(fill) is not { } difference)
            return;
        state.Contradict(difference);
        state.Doubt("a fill was told twice with other contents");
    }

    /// <summary>Counts an execution of ours that was shown or inferred.</summary>
    internal void Count(TrackedOrder? order, in Fill fill)
    {
        state.Position.AddOwn(fill.SignedLots);
        state.Output.Add(fill);
        if (order is not null)
            Book(order, fill);
    }

    private void Book(TrackedOrder order, in Fill fill)
    {
        order.FilledLots += fill.Lots.Value;
        order.EventNanos = state.Elapsed;
        if (order.Direction != fill.Direction)
            Contradict(order, $"order {order.OrderId} {order.Role} is {order.Direction}, its fill {fill.Key} {fill.Direction}");
        else if (order.Role == OrderRole.Entry && order.FilledLots > order.Lots)
            Contradict(order, $"order {order.OrderId} of {order.Lots} lots has filled {order.FilledLots}");
        Progress(order);
    }

    /// <summary>What the executions so far make of the order.</summary>
    private void Progress(TrackedOrder order)
    {
        // Lots that filled before an end stay filled: only the last of them changes what has ended.
        // The size of an attached order is not told before its parent fills.
        var isComplete = order.Lots > 0 && order.FilledLots >= order.Lots;
        if (isComplete && order.State != OrderState.Filled)
            _ = state.Apply(order, OrderEvent.Filled);
        else if (!isComplete && order.IsOpen)
            _ = state.Apply(order, OrderEvent.Partial);
    }

    private void Note(TrackedOrder order, in OrderReport report, bool isShown, bool isNew)
    {
        if (order.BrokerId == 0)
            order.TakeFirst(report);
        state.Orders.Told(order, report.FilledLots.Value);
        if (report.AveragePrice.IsKnown)
            order.AveragePrice = report.AveragePrice;
        if (report.Code.Length > 0)
            order.Code = report.Code;
        if (order.Role == OrderRole.Stop && !isShown)
            state.AreReadStopsNewer = false;
        var before = order.State;
        var action = state.Apply(order, EventOf(order, report, isShown));
        if (isShown && report.FilledLots.Value > 0 && order.State == OrderState.Working)
            _ = state.Apply(order, OrderEvent.Partial);
        // An order that is told again, or that a snapshot shows, was told before.
        if (order.Role != OrderRole.External && order.State != before && order.State is OrderState.Refused or OrderState.Rejected)
            state.Refused(report);
        // What comes late says nothing of how the order stands.
        if (action != OrderAction.Late)
        {
            order.Price = report.Price;
            if (report.Lots.Value > 0)
                order.Lots = report.Lots.Value;
        }

        if (!isShown || isNew || order.State != before)
            order.EventNanos = state.Elapsed;
    }

    private OrderEvent EventOf(TrackedOrder order, in OrderReport report, bool isShown)
    {
        if (isShown && report.IsWorking)
            return OrderEvent.Shown;
        // A status may come before its executions; once they are here nothing is left of it.
        if (report.Kind == OrderReportKind.Canceled && IsExplained(order))
            return OrderEvent.Released;
        return report.Kind switch
        {
            OrderReportKind.Refused => OrderEvent.Refused,
            OrderReportKind.Sent => OrderEvent.Sent,
            OrderReportKind.Working => OrderEvent.Working,
            OrderReportKind.Partial => OrderEvent.Partial,
            OrderReportKind.Filled => OrderEvent.Filled,
            OrderReportKind.Canceled => OrderEvent.Canceled,
            OrderReportKind.Rejected => OrderEvent.Rejected,
            _ => OrderEvent.Exists,
        };
    }

    /// <summary>Whether a cancellation was to be expected: a flatten is under way, or what an exit was for is gone.</summary>
    private bool IsExplained(TrackedOrder order)
    {
        if (order.Role == OrderRole.External || flatten.IsOn)
            return true;
        if (order.Role == OrderRole.Entry)
            return false;
        if (state.Position.Own == 0)
            return true;
        foreach (var sibling in state.Orders.All)
        {
            var isExit = sibling.Role is OrderRole.Stop or OrderRole.Target or OrderRole.Exit;
            if (isExit && sibling != order && sibling.OrderId == order.OrderId && Math.Max(sibling.FilledLots, sibling.ToldLots) > 0)
                return true;
        }

        return false;
    }

    private TrackedOrder? OrderOf(in Fill fill)
    {
        if (state.Orders.Find(fill.OrderId, fill.Role, 0) is { } known)
            return known;
        // Its report may still come; until then its size is what has filled, and that it was sent is proven.
        var order = Adopt(fill.OrderId, fill.Role, fill.Direction, fill.Lots.Value);
        order?.State = OrderState.Sent;
        return order;
    }

    private TrackedOrder? Adopt(ulong orderId, OrderRole role, Direction direction, int lots)
    {
        if (orderId != 0 && !state.WasIssued(orderId))
        {
            state.PassId(orderId);
            CountUnknown($"an order of ours, {role} {orderId}, that is not known here");
        }

        var order = new TrackedOrder
        {
            OrderId = orderId,
            Role = role,
            Direction = direction,
            Lots = lots,
            BegunAt = state.Now,
            EventNanos = state.Elapsed,
            // An entry that nobody here has decided is not wanted.
            CancelReason = "unknown",
            IsUnwanted = role == OrderRole.Entry,
        };
        if (state.Orders.TryAdd(order))
            return order;
        state.Refuse($"{OrderList.Capacity} orders are open: {role} {orderId} is not tracked");
        state.Doubt("too many orders are open");
        return null;
    }

    /// <summary>Inferred lots that this execution is: they have counted already, at the price that was assumed.</summary>
    private int Confirm(TrackedOrder order, in Fill fill)
    {
        var confirmed = Math.Min(order.InferredLots, fill.Lots.Value);
        order.InferredLots -= confirmed;
        Correct(order, fill, confirmed);
        foreach (var other in state.Orders.All)
        {
            // Which of two exits had filled may have been inferred wrongly, unless a status told it.
            if (fill.Role == OrderRole.Entry || other.Role == OrderRole.Entry || other.Direction != fill.Direction)
                continue;
            var assumed = Math.Clamp(other.FilledLots - other.ToldLots, 0, other.InferredLots);
            var moved = Math.Min(assumed, fill.Lots.Value - confirmed);
            other.InferredLots -= moved;
            other.FilledLots -= moved;
            order.FilledLots += moved;
            confirmed += moved;
            Correct(other, fill, moved);
        }

        if (confirmed > 0)
            state.Output.Say($"fill {fill.Key} of order {fill.OrderId} confirms {confirmed} inferred lots");
        state.Counters = state.Counters with { ConfirmedInferences = state.Counters.ConfirmedInferences + confirmed };
        return confirmed;
    }

    /// <summary>Tells the account what lots that were inferred have really cost or brought.</summary>
    private void Correct(TrackedOrder inferred, in Fill fill, int lots)
    {
        const ulong OfCorrections = 0x9E37_79B9_7F4A_7C15;
        if (lots == 0 || !inferred.InferredPrice.IsKnown || inferred.InferredPrice == fill.Price)
            return;
        var key = fill.Key ^ unchecked(OfCorrections * (inferred.BrokerId + (ulong)inferred.Role + 1));
        state.Output.Add(fill with { Key = key, Lots = Contracts.Trusted(lots), Assumed = inferred.InferredPrice });
    }

    private void Contradict(TrackedOrder order, string remark)
    {
        state.Contradict(remark);
        state.Doubt("a fill contradicts its order");
        state.Ask(order.OrderId);
    }

    private void CountUnknown(string remark)
    {
        state.Counters = state.Counters with { UnknownOrders = state.Counters.UnknownOrders + 1 };
        state.Output.Say(remark);
        state.Doubt("an order of ours is not known here");
    }
}
