using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>Whether an entry may leave. The risk gate has asked the same before; what it let pass by mistake ends here.</summary>
internal sealed class EntryPermit(TrackedState state, FlattenCourse flatten, Reconciliation reconciliation, Protection protection)
{
    /// <summary>Why this entry may not be ordered now; empty = it may.</summary>
    internal string WhyDenied(in Approved approved, bool isFlat)
    {
        if (!approved.IsIssued || approved.Lots.Value < 1 || approved.StopTicks < 1 || approved.TargetTicks < 1)
            return "not approved by the risk gate";
        if (approved.Direction is not (Direction.Long or Direction.Short))
            return "no direction";
        if (flatten.IsOn)
            return "a flatten is under way";
        if (protection.HasOpenEntry)
            return "an entry is open";
        if (protection.HasOpenClosing)
            return "an exit of ours still works";
        if (!isFlat)
            return "not flat";
        if (state.Orders.FindEntry(approved.SignalId) is not null)
            return "its signal has been ordered";
        if (!state.Orders.HasRoom)
            return "too many orders are open";
        return WhyNot();
    }

    /// <summary>Why Sierra and we are not known to agree; empty = we are.</summary>
    internal string WhyNot()
    {
        if (state.IsPaper)
            return "";
        var position = state.Position;
        if (!state.IsAttached)
            return "no study that may trade is there";
        if (reconciliation.SnapshotNanos == 0)
            return "Sierra has not told its orders";
        if (!reconciliation.AreFillsKnown)
            return "Sierra's list of fills is not loaded";
        if (state.HasPassed(reconciliation.SnapshotNanos, 3_000 * state.Options.QuerySeconds))
            return "Sierra does not answer";
        if (!position.HasReading)
            return "Sierra tells no position";
        if (protection.HasUnresolved)
            return "a command is unresolved";
        if (position.Unexplained != 0)
            return "Sierra's position is not the sum of our fills";
        if (protection.AreFillsMissing)
            return "a status tells of fills that were not shown";
        if (position.Doubt.Length > 0)
            return position.Doubt;
        return position.Own == 0 && protection.HasOpenClosing ? "an exit of ours still works" : position.Reading.Obstacle ?? "";
    }
}
