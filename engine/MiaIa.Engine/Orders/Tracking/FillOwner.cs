using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Orders;

/// <summary>
/// Whose an execution is that a study told as nobody's. A study that was away while an attached order filled knows neither its command nor its
/// entry; Sierra's number of the order, which another study or an earlier report has told, says whose it is. Taken for nobody's, it would count
/// once more as soon as the order's status tells that it has filled.
/// </summary>
internal sealed class FillOwner(TrackedState state, FlattenCourse flatten)
{
    /// <summary>The execution under the order of ours that Sierra has by the same number, where that one can still have filled so much.</summary>
    internal Fill Named(in Fill fill)
    {
        if (fill.OrderId != 0 || fill.BrokerId == 0)
            return fill;
        foreach (var order in state.Orders.All)
        {
            if (!IsOf(order, fill) || !MayBeOf(order, fill))
                continue;
            state.Output.Say($"fill {fill.Key} was told as nobody's: Sierra's order {fill.BrokerId} is {order.Role} of {order.OrderId}");
            return fill with { OrderId = order.OrderId, Role = order.Role };
        }

        return fill;
    }

    /// <summary>An execution that counted as nobody's and is of this order; null when there is none.</summary>
    internal Fill? TakeFor(TrackedOrder order)
    {
        if (order.Role == OrderRole.External || order.BrokerId == 0)
            return null;
        foreach (var fill in state.Told.OfNobody)
        {
            if (IsOf(order, fill) && MayBeOf(order, fill))
                return Take(fill with { OrderId = order.OrderId, Role = order.Role });
        }

        return null;
    }

    /// <summary>The execution, when it counted as nobody's and is told again, by whom knows its order; null otherwise.</summary>
    internal Fill? TakeAgain(in Fill again)
    {
        foreach (var fill in state.Told.OfNobody)
        {
            if (fill.Key == again.Key && again.OrderId != 0 && ToldFills.IsSame(fill, again))
                return Take(again);
        }

        return null;
    }

    // The account has counted it, and the position holds it: of what is left there as external, as much becomes ours.
    private Fill Take(in Fill fill)
    {
        state.Told.Owned(fill);
        state.Position.Claim(fill.SignedLots);
        flatten.Moved(fill);
        state.Output.Say($"fill {fill.Key} counted as nobody's and is of {fill.Role} of {fill.OrderId}");
        state.Doubt("a trade of ours was told as nobody's");
        return fill;
    }

    private static bool IsOf(TrackedOrder order, in Fill fill) =>
        order.Role != OrderRole.External && order.BrokerId == fill.BrokerId && order.Direction == fill.Direction;

    // The size of an attached order is not told before its parent fills.
    private static bool MayBeOf(TrackedOrder order, in Fill fill) =>
        order.Lots == 0 || fill.Lots.Value <= order.RestLots + order.InferredLots;
}
