using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>One execution. The position is the sum of these, whatever a status says.</summary>
/// <param name="Key">Names it: a hash of the id that Sierra or the paper broker gave; the same execution never counts twice.</param>
/// <param name="OrderId">The entry's order that it belongs to (see <c>Orders.OrderIntent</c>); 0 = not ours.</param>
/// <param name="Role">Of the order that was executed.</param>
/// <param name="Direction">Long bought, short sold.</param>
/// <param name="Lots">Contracts, ≥ 1.</param>
/// <param name="Price">Of the execution.</param>
/// <param name="ObservedAt">Market time.</param>
/// <param name="IsInferred">Concluded from the position, because no execution was shown.</param>
public readonly record struct Fill(
    ulong Key,
    ulong OrderId,
    OrderRole Role,
    Direction Direction,
    Contracts Lots,
    PriceTicks Price,
    UnixNanos ObservedAt,
    bool IsInferred
)
{
    /// <summary>
    /// At which these lots have been counted before, because their execution had to be inferred: this tells the true price, and changes what was
    /// earned, neither position nor fees. No price = an execution that is new.
    /// </summary>
    public PriceTicks Assumed { get; init; }

    /// <summary>Sierra's number of the order; 0 = not told, or on paper.</summary>
    public ulong BrokerId { get; init; }

    /// <summary>Contracts with their sign: + bought, − sold.</summary>
    public int SignedLots => Direction == Direction.Short ? -Lots.Value : Lots.Value;
}
