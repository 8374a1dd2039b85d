using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>
/// Holds what is known here against all that Sierra tells. One pass agrees, infers what must have happened, adopts what is not ours, or leaves a
/// difference standing, which blocks entries.
/// </summary>
internal sealed class Reconciliation(TrackedState state, ReportIntake intake, FlattenCourse flatten)
{
    // The exit that a vanished bracket is taken to have left by: the stop, so that no profit is assumed.
    private static readonly OrderRole[] RolesToInfer = [OrderRole.Stop, OrderRole.Exit, OrderRole.Target, OrderRole.Entry];

    /// <summary>Number of snapshots taken.</summary>
    internal long Snapshots { get; set; }

    /// <summary>When the newest was taken; 0 = none since the study attached or frames were lost.</summary>
    internal long SnapshotNanos { get; set; }

    /// <summary>Whether Sierra's list of fills was loaded in it.</summary>
    internal bool AreFillsKnown { get; set; }

    internal void Forget()
    {
        SnapshotNanos = 0;
        AreFillsKnown = false;
    }

    internal void Take(OrderSnapshot snapshot)
    {
        Snapshots++;
        SnapshotNanos = state.Elapsed;
        AreFillsKnown = snapshot.AreFillsKnown;
        foreach (var fill in snapshot.Fills)
            intake.Take(fill);
        foreach (var report in snapshot.Orders)
        {
            if (intake.Take(report, isShown: true) is { } order)
                Shown(order);
        }

        flatten.TakeAnswer(snapshot.AskedOrderId, snapshot.IsAskedKnown, state.Elapsed);
        foreach (var order in state.Orders.All)
        {
            if (order.IsOpen && order.ShownIn != Snapshots && state.IsQuiet(order))
                NotShown(order, snapshot);
        }

        if (snapshot.Position is { } reading)
            Take(reading);
        else
            state.Position.ForgetReading();
        Converge();
    }

    internal void Take(in PositionReading reading)
    {
        if (Math.Abs((long)reading.Lots) > PositionTruth.LotsMax || reading.WorkingStopLots < 0 || reading.WorkingTargetLots < 0)
        {
            state.Refuse($"position {reading.Number} refused: {reading.Lots} lots, {reading.WorkingStopLots} in stops");
            state.Doubt("a position was refused");
            return;
        }

        if (!state.Position.Read(reading))
        {
            state.Counters = state.Counters with { Late = state.Counters.Late + 1 };
            return;
        }

        state.IsReadingNewer = state.AreReadStopsNewer = true;
        flatten.Read(state.Position.Own == 0 && state.Position.Unexplained == 0);
    }

    /// <summary>Ends a doubt that two equal readings have answered, and raises one when a difference stays.</summary>
    internal void Settle()
    {
        var position = state.Position;
        if (position.Unexplained == 0)
        {
            state.UnexplainedSinceNanos = 0;
            if (position.Doubt.Length == 0 || position.EqualReadings < 2)
                return;
            position.Doubt = "";
            foreach (var order in state.Orders.All)
                order.EndedInDoubt = false;
            return;
        }

        if (state.UnexplainedSinceNanos == 0)
            state.UnexplainedSinceNanos = state.Elapsed;
        var isLasting = state.HasPassed(state.UnexplainedSinceNanos, state.Options.EventQuietMillis);
        if (isLasting && position.Doubt.Length == 0)
            state.Doubt("Sierra's position was not the sum of our fills");
    }

    private void Shown(TrackedOrder order)
    {
        order.ShownIn = Snapshots;
        // It was to be cancelled and still stands: that command is said again, it can only take something away.
        if (order is { IsUnwanted: true, IsWorking: true, FilledLots: 0 } && state.HasPassed(order.CancelNanos, state.Options.AnswerMillis))
            _ = state.Apply(order, OrderEvent.Unwanted);
    }

    private void NotShown(TrackedOrder order, OrderSnapshot snapshot)
    {
        var isEntry = order.Role == OrderRole.Entry;
        var isAsked = isEntry && order.OrderId == snapshot.AskedOrderId;
        // Whether an unanswered command made an order can be told only by asking for that very one.
        if (order.State == OrderState.Unresolved && isEntry && !isAsked)
            return;
        var isComplete = order.Lots > 0 && order.FilledLots >= order.Lots;
        var isUnknown = isAsked && !snapshot.IsAskedKnown && order.FilledLots == 0;
        if (isComplete)
            _ = state.Apply(order, OrderEvent.Filled);
        else
            _ = state.Apply(order, isUnknown ? OrderEvent.Unknown : OrderEvent.Missing);
    }

    private void Converge()
    {
        var position = state.Position;
        if (!AreFillsKnown || !position.HasReading || position.EqualReadings < 2)
            return;
        foreach (var order in state.Orders.All)
        {
            if (order.Role != OrderRole.External && !state.IsQuiet(order))
                return;
        }

        foreach (var order in state.Orders.All)
        {
            if (order.ToldLots > order.FilledLots)
                Infer(order, order.ToldLots - order.FilledLots);
        }

        foreach (var role in RolesToInfer)
            InferFrom(role);
        if (position.Unexplained != 0)
            Adopt(position.Unexplained);
        else if (position.Own != 0 && flatten.IsDoneThere)
            Divide(0, "the study says that it has closed all of ours");
        else if (position.Own == 0 && position.External != 0 && LotsOfBracket() is not 0 and var lots)
            Divide(lots, "a bracket of ours protects them");
    }

    private void Adopt(int lots)
    {
        var position = state.Position;
        state.Counters = state.Counters with { Mismatches = state.Counters.Mismatches + 1 };
        state.Output.Say(
            $"Sierra has {position.Reading.Lots} lots, {position.Own} are ours and {position.External} were external: {lots} adopted as external"
        );
        position.AddExternal(lots);
        state.Doubt("a position that is not ours was adopted");
    }

    /// <summary>
    /// Both sides agree on the sum and not on whose it is, because a trade by hand and one of ours were taken in another order there, or were
    /// shown late. What the study has closed to the end is not ours; what a bracket of ours protects is.
    /// </summary>
    private void Divide(int own, string why)
    {
        var position = state.Position;
        state.Counters = state.Counters with { Mismatches = state.Counters.Mismatches + 1 };
        state.Output.Say($"{own} of {position.Reading.Lots} lots are ours, not {position.Own}: {why}");
        position.External = position.Own + position.External - own;
        position.Own = own;
        flatten.Moved();
        state.Doubt("whose the position is was not clear");
    }

    /// <summary>Signed lots of the external position that working stops or targets of ours would close.</summary>
    private int LotsOfBracket()
    {
        var (stops, targets) = (0, 0);
        var sign = Math.Sign(state.Position.External);
        foreach (var order in state.Orders.All)
        {
            var isClosing = order.Direction == (sign > 0 ? Direction.Short : Direction.Long);
            if (!isClosing || order.State is not (OrderState.Working or OrderState.Partial))
                continue;
            if (order.Role == OrderRole.Stop)
                stops += order.RestLots;
            else if (order.Role == OrderRole.Target)
                targets += order.RestLots;
        }

        return sign * Math.Min(Math.Max(stops, targets), Math.Abs(state.Position.External));
    }

    /// <summary>What Sierra has and our fills do not, an order may have filled that ended without proof that it had not.</summary>
    private void InferFrom(OrderRole role)
    {
        foreach (var order in state.Orders.All)
        {
            var rest = state.Position.Unexplained;
            var sign = order.Direction == Direction.Short ? -1 : 1;
            if (order.Role != role || !order.EndedInDoubt || Math.Sign(rest) != sign)
                continue;
            var lots = Math.Min(Math.Abs(rest), order.RestLots);
            // An exit closes: it is never taken to have opened the other side.
            if (role != OrderRole.Entry)
                lots = Math.Min(lots, Math.Max(0, -sign * state.Position.Own));
            if (lots > 0)
                Infer(order, lots);
        }
    }

    private void Infer(TrackedOrder order, int lots)
    {
        var price = PriceOf(order);
        if (!price.IsKnown || order.Role == OrderRole.External)
            return;
        var key = ContentKey(order, lots);
        if (!state.Seen.TryAdd(key))
            return;
        order.Inferences++;
        order.InferredLots += lots;
        order.InferredPrice = price;
        state.Counters = state.Counters with { InferredFills = state.Counters.InferredFills + 1 };
        state.Output.Say(
            $"{lots} lots of order {order.OrderId} {order.Role} must have filled and were not shown: inferred at {price.Value} ticks"
        );
        var fill = new Fill(key, order.OrderId, order.Role, order.Direction, Contracts.Trusted(lots), price, state.Now, IsInferred: true);
        flatten.Moved(fill);
        intake.Count(order, fill);
    }

    private PriceTicks PriceOf(TrackedOrder order)
    {
        if (order.AveragePrice.IsKnown)
            return order.AveragePrice;
        if (order.Price.IsKnown)
            return order.Price;
        return order.Entry.Reference.IsKnown ? order.Entry.Reference : state.LastPrice;
    }

    /// <summary>A name made of the content alone, so that two starts infer the same execution (FNV-1a by words).</summary>
    private static ulong ContentKey(TrackedOrder order, int lots)
    {
        var hash = 14_695_981_039_346_656_037UL;
        ReadOnlySpan<ulong> words =
        [
            order.OrderId,
            order.BrokerId,
            (ulong)order.Role,
            (ulong)order.Direction,
            (ulong)order.FilledLots,
            (ulong)order.Inferences,
            (ulong)lots,
        ];
        foreach (var word in words)
            hash = unchecked(ulong.RotateLeft((hash ^ word) * 1_099_511_628_211UL, 29));
        return hash == 0 ? 1 : hash;
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(Snapshots);
        writer.WriteInt64(SnapshotNanos);
        writer.WriteFlag(AreFillsKnown);
    }

    internal void Load(ref CarryReader reader)
    {
        Snapshots = reader.ReadInt64();
        SnapshotNanos = reader.ReadInt64();
        AreFillsKnown = reader.ReadFlag();
    }
}
