using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>One order as Sierra, or the paper broker, says it stands.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="OrderId">The entry's order that it is or belongs to; 0 = external.</param>
/// <param name="Role">Which order of that entry.</param>
/// <param name="BrokerId">Sierra's id; 0 = none was made.</param>
/// <param name="Direction">Of the order.</param>
/// <param name="Lots">As ordered or last modified.</param>
/// <param name="FilledLots">In all.</param>
/// <param name="Price">Limit or trigger; the default for a market order.</param>
/// <param name="Code">Refused, Rejected: stable; otherwise empty.</param>
/// <param name="ObservedAt">Market time.</param>
public readonly record struct OrderReport(
    OrderReportKind Kind,
    ulong OrderId,
    OrderRole Role,
    ulong BrokerId,
    Direction Direction,
    Contracts Lots,
    Contracts FilledLots,
    PriceTicks Price,
    string Code,
    UnixNanos ObservedAt
)
{
    /// <summary>Mean price of what has filled, as Sierra says, to the nearest tick; no price = not told. Only an inferred fill uses it.</summary>
    public PriceTicks AveragePrice { get; init; }

    /// <summary>Refused, Rejected: why, in the words of the study; for the log alone, no decision reads it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it stands in the market and may still fill.</summary>
    public bool IsWorking => Kind is OrderReportKind.Sent or OrderReportKind.Working or OrderReportKind.Partial;
}
