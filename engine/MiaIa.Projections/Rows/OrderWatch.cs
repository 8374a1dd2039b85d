using MiaIa.Engine.Orders;

namespace MiaIa.Projections.Rows;

/// <summary>Notices which of an instrument's orders stand otherwise than when they were last looked at.</summary>
internal sealed class OrderWatch
{
    private readonly Dictionary<TrackedOrder, Standing> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<TrackedOrder> _changed = [];

    /// <summary>Whether something was open then, so that the passing of time alone may change it.</summary>
    internal bool IsBusy { get; private set; }

    /// <summary>The orders that have changed since the last call, in the tracker's order; valid until the next.</summary>
    internal IReadOnlyList<TrackedOrder> Look(ReadOnlySpan<TrackedOrder> orders)
    {
        _changed.Clear();
        IsBusy = false;
        foreach (var order in orders)
        {
            IsBusy |= order.IsOpen;
            var standing = Standing.Of(order);
            if (_seen.TryGetValue(order, out var before) && before == standing)
                continue;
            _seen[order] = standing;
            _changed.Add(order);
        }

        if (_seen.Count > 2 * Math.Max(orders.Length, 16))
            ForgetAllBut(orders);
        return _changed;
    }

    private void ForgetAllBut(ReadOnlySpan<TrackedOrder> orders)
    {
        _seen.Clear();
        foreach (var order in orders)
            _seen.Add(order, Standing.Of(order));
    }

    private readonly record struct Standing(ulong BrokerId, OrderState State, int Lots, int FilledLots, int PriceTicks, string Code)
    {
        internal static Standing Of(TrackedOrder order) =>
            new(order.BrokerId, order.State, order.Lots, order.FilledLots, order.Price.Value, order.Code);
    }
}
