using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Projections.Rows;

/// <summary>What was ordered, and what became of each order.</summary>
internal static class OrderRows
{
    internal static readonly RowTable<OrderIntent> Intents = new(
        "orders",
        true,
        [
            ("kind", i => i.Kind.ToString()),
            ("order_id", i => Cell.Number(i.OrderId)),
            ("signal_id", i => Cell.Number(i.Entry.SignalId)),
            ("direction", i => Cell.Word(i.Entry.Direction)),
            ("lots", i => (long)i.Entry.Lots.Value),
            ("reference_ticks", i => Cell.Ticks(i.Entry.Reference)),
            ("limit_ticks", i => Cell.Ticks(i.Entry.Limit)),
            ("stop_ticks", i => (long)i.Entry.StopTicks),
            ("target_ticks", i => (long)i.Entry.TargetTicks),
            ("reason", i => i.Reason ?? ""),
            ("decided_ns", i => i.DecidedAt.Value),
        ]
    );

    internal static readonly RowTable<(TrackedOrder Order, UnixNanos Now)> States = new(
        "order_states",
        true,
        [
            ("order_id", s => Cell.Number(s.Order.OrderId)),
            ("broker_id", s => Cell.Number(s.Order.BrokerId)),
            ("role", s => s.Order.Role.ToString()),
            ("direction", s => Cell.Word(s.Order.Direction)),
            ("state", s => s.Order.State.ToString()),
            ("lots", s => (long)s.Order.Lots),
            ("filled_lots", s => (long)s.Order.FilledLots),
            ("price_ticks", s => Cell.Ticks(s.Order.Price)),
            ("code", s => s.Order.Code),
            ("observed_ns", s => s.Now.Value),
        ]
    );
}
