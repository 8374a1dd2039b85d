using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>
/// The orders of one instrument, from the decision to a flat position: which commands leave, what became of them, and whether what Sierra says
/// and what is known here agree. It knows no clock: market time and local time come with each call, and each call's <see cref="Intents"/> and
/// <see cref="NewFills"/> replace those of the call before. See docs/orders.md.
/// </summary>
#pragma warning disable CA1822 // A shell for who wires against it; the next commits fill it.
public sealed class OrderTracker
{
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public OrderTracker(OrderOptions options) => options.Validate();

    /// <summary>What the last call asks for, in order. A query need not be on the device before it leaves; everything else must.</summary>
    public ReadOnlySpan<OrderIntent> Intents => [];

    /// <summary>Executions of the last call that were not known by their key, external ones (order id 0) and inferred ones included.</summary>
    public ReadOnlySpan<Fill> NewFills => [];

    /// <summary>What the last call refused or found wrong, for the log and the record; most calls have none.</summary>
    public ReadOnlySpan<string> Remarks => [];

    /// <summary>Every order that is open, and the newest of those that are not.</summary>
    public ReadOnlySpan<TrackedOrder> Orders => [];

    /// <summary>Signed lots of ours: Σ of our fills, less what a trade that was not ours has closed.</summary>
    public int OwnPosition => 0;

    /// <summary>Signed lots that are not ours.</summary>
    public int ExternalPosition => 0;

    /// <summary>Signed lots in all: Sierra's newest reading; Σ of the fills where none is known, and in dry-run.</summary>
    public int Position => 0;

    /// <summary>No position, ours or not, and Sierra says so too. A missing reading is not flat.</summary>
    public bool IsFlat => false;

    /// <summary>An entry is decided, unresolved or working.</summary>
    public bool HasOpenEntry => false;

    /// <summary>A flatten is under way: no entry passes until it is over.</summary>
    public bool IsFlattening => false;

    /// <summary>Whether Sierra and we agree about orders, fills and position, proven since the last doubt.</summary>
    public bool IsReconciled => WhyNot.Length == 0;

    /// <summary>Why not; empty when reconciled. A plain sentence part for people.</summary>
    public string WhyNot => "";

    /// <summary>Why the last <see cref="TrySubmit"/> was denied here; empty when it was not.</summary>
    public string WhyDenied => "";

    /// <summary>Lots of ours that working stops protect, and that working targets would close.</summary>
    public int WorkingStopLots => 0;

    /// <inheritdoc cref="WorkingStopLots"/>
    public int WorkingTargetLots => 0;

    /// <summary>What went past the plain course.</summary>
    public OrderCounters Counters => default;

    /// <summary>Orders an entry. False: denied here (<see cref="WhyDenied"/>), nothing was decided.</summary>
    public bool TrySubmit(in Approved approved, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>The command of this id will never leave (it could not be put on the device): the entry is denied here.</summary>
    public void Deny(ulong orderId, string reason, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>The signal's entry is no longer wanted. Nothing happens when it has filled in part, is over, or there is none.</summary>
    public void CancelEntry(ulong signalId, string reason, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Everything of ours is cancelled and closed, and no entry passes until that is seen. One at a time; nothing happens when all is flat and reconciled.</summary>
    public void Flatten(string reason, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Takes a report of the study or the paper broker.</summary>
    public void Take(in OrderReport report, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Takes an execution. It counts once, whatever the order's status is.</summary>
    public void Take(in Fill fill, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Takes Sierra's position. Passed over in dry-run.</summary>
    public void Take(in PositionReading reading, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Takes all that Sierra knows: one pass agrees or blocks. Passed over in dry-run.</summary>
    public void Take(OrderSnapshot snapshot, UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>A study that may trade this instrument is there (anew): all is asked.</summary>
    public void Attached(UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>It is gone: nothing is asked and no entry passes until it is back.</summary>
    public void Detached(UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Frames from the study are lost for good: what they said is unknown, so all is asked.</summary>
    public void Gap(UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();

    /// <summary>Lets time pass. Called with every clock event (100 ms) at least.</summary>
    public void Advance(UnixNanos now, UnixNanos localNow) => throw new NotSupportedException();
}
