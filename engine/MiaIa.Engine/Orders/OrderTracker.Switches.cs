using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <content>What takes away: cancellations, a flatten, and its end.</content>
public sealed partial class OrderTracker
{
    /// <summary>The signal's entry is no longer wanted. Nothing happens when it has filled in part, is over, or there is none.</summary>
    public void CancelEntry(ulong signalId, string reason, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (_state.Orders.FindEntry(signalId) is { } order)
            Cancel(order, reason);
        Conclude();
    }

    /// <summary>No entry is wanted any more, whatever it came from. One that has filled in part stays.</summary>
    public void CancelEntries(string reason, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        foreach (var order in _state.Orders.All)
        {
            if (order is { Role: OrderRole.Entry, IsOpen: true })
                Cancel(order, reason);
        }

        Conclude();
    }

    /// <summary>
    /// Everything of ours is cancelled and closed, and no entry passes until flat was seen twice. One flatten at a time; nothing happens when
    /// nothing of ours is there and that is proven.
    /// </summary>
    public void Flatten(string reason, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (!_flatten.IsOn && (_protection.HasSomething || !IsReconciled))
            _flatten.Begin(reason);
        Conclude();
    }

    /// <summary>
    /// A person allows entries again: a flatten that has nothing of ours to close any more is over, so that none leaves for a study that comes later.
    /// One that has goes on until flat was seen.
    /// </summary>
    public void Resumed(UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (_flatten.IsOn && !_protection.HasSomething)
            _flatten.End();
        Conclude();
    }

    private void Cancel(TrackedOrder entry, string reason)
    {
        if (entry is not { FilledLots: 0, ToldLots: 0, IsUnwanted: false })
            return;
        entry.CancelReason = reason;
        _ = _state.Apply(entry, OrderEvent.Unwanted);
    }
}
