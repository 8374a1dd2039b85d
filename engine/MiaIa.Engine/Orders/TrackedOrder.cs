using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>One order as the tracker knows it: an entry from its decision on, every other order from its first report on.</summary>
public sealed class TrackedOrder
{
    /// <summary>The entry or flatten that it is or belongs to; 0 = external.</summary>
    public ulong OrderId { get; internal set; }

    /// <summary>Sierra's id; 0 = none is known.</summary>
    public ulong BrokerId { get; internal set; }

    /// <summary>Which order of that entry.</summary>
    public OrderRole Role { get; internal set; }

    /// <summary>Of the order: a stop of a long position is short.</summary>
    public Direction Direction { get; internal set; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; internal set; }

    /// <summary>As ordered or last modified; 0 of an attached order whose parent has not filled.</summary>
    public int Lots { get; internal set; }

    /// <summary>Σ of its fills that were taken, inferred ones included.</summary>
    public int FilledLots { get; internal set; }

    /// <summary>The most that a status has said; more than <see cref="FilledLots"/> = executions are missing.</summary>
    public int ToldLots { get; internal set; }

    /// <summary>Of <see cref="FilledLots"/>: inferred and not confirmed since.</summary>
    public int InferredLots { get; internal set; }

    /// <summary>At which they were counted; not known behind a carry.</summary>
    public PriceTicks InferredPrice { get; internal set; }

    /// <summary>Limit or trigger; no price for a market order.</summary>
    public PriceTicks Price { get; internal set; }

    /// <summary>Mean price of its fills as Sierra told it, for inferring one; no price = not told.</summary>
    public PriceTicks AveragePrice { get; internal set; }

    /// <summary>Entries of this core: what the risk gate approved. Otherwise the default.</summary>
    public Approved Entry { get; internal set; }

    /// <summary>Why it was refused or rejected; empty otherwise.</summary>
    public string Code { get; internal set; } = "";

    /// <summary>Market time of the decision or first report.</summary>
    public UnixNanos BegunAt { get; internal set; }

    /// <summary>Whether it may still fill or is in the market.</summary>
    public bool IsOpen => State <= OrderState.Canceling;

    /// <summary>Whether Sierra has it in the market, as far as is known.</summary>
    public bool IsWorking => State is OrderState.Sent or OrderState.Working or OrderState.Partial or OrderState.Canceling;

    /// <summary>What is known of its command.</summary>
    public OrderOutcome Outcome =>
        State switch
        {
            OrderState.Decided => OrderOutcome.Awaited,
            OrderState.Canceling when BrokerId == 0 => OrderOutcome.Awaited,
            OrderState.Unresolved or OrderState.Vanished => OrderOutcome.Unresolved,
            OrderState.Refused => OrderOutcome.Refused,
            OrderState.Denied => OrderOutcome.DeniedHere,
            _ => OrderOutcome.Confirmed,
        };

    /// <summary>Lots that may still fill.</summary>
    public int RestLots => Math.Max(0, Lots - FilledLots);

    /// <summary>A command that somebody owes an answer to. An attached order waits in Sierra for its parent and owes none.</summary>
    internal bool AwaitsAnswer =>
        State is OrderState.Decided or OrderState.Unresolved or OrderState.Canceling
        || (State == OrderState.Sent && Role is OrderRole.Entry or OrderRole.Exit);

    // Of the tracker's own local time: the last report, fill or command of it, and the last question about it.
    internal long EventNanos { get; set; }

    internal long AskedNanos { get; set; }

    // Of an entry: its signal has ended, why, and when its cancellation last left.
    internal bool IsUnwanted { get; set; }

    internal string CancelReason { get; set; } = "";

    internal long CancelNanos { get; set; }

    // How often an execution of it was inferred.
    internal int Inferences { get; set; }

    // The number of the newest snapshot that had it among the working orders.
    internal long ShownIn { get; set; }

    // It ended without our asking or vanished: that nothing more of it filled is not proven.
    internal bool EndedInDoubt { get; set; }

    /// <summary>
    /// The first report that names Sierra's order. One that was known by its executions alone had the size of those and passed for filled: where it is
    /// larger, the rest was never filled, and works or has ended as the report says.
    /// </summary>
    internal void TakeFirst(in OrderReport report)
    {
        BrokerId = report.BrokerId;
        if (State != OrderState.Filled || report.FilledLots.Value < FilledLots || report.Lots.Value <= Lots)
            return;
        Lots = report.Lots.Value;
        State = OrderState.Partial;
    }
}
