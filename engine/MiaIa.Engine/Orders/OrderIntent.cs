using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>
/// A decision of the order stage. It is in the journal and on the device before the command that it becomes leaves; the same inputs give
/// the same intents, byte for byte.
/// </summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="OrderId">Rises for ever within a journal; names the entry, the flatten, or the entry in doubt. 0 = a query about none.</param>
/// <param name="Entry">Enter: what the risk gate approved. Otherwise the default.</param>
/// <param name="Reason">Why, for people and the record: <c>signal</c>, <c>signal_ended</c>, <c>flat_by_close</c>, <c>naked</c>, ….</param>
/// <param name="DecidedAt">Market time.</param>
public readonly record struct OrderIntent(OrderIntentKind Kind, ulong OrderId, Approved Entry, string Reason, UnixNanos DecidedAt);
