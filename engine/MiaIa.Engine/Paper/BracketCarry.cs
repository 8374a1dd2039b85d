using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>What a bracket needs to outlive a chain. What follows from the rest (the stop's price) is made anew.</summary>
internal sealed partial class Bracket
{
    internal void Save(CarryWriter to)
    {
        to.WriteUInt64(Asked.OrderId);
        to.WriteUInt64(Asked.SignalId);
        to.WriteUInt64(Asked.Tag);
        to.WriteInt64((long)Asked.Direction);
        to.WriteInt64(Asked.Lots);
        to.WriteInt64(Asked.Limit);
        to.WriteInt64(Asked.StopTicks);
        to.WriteInt64(Asked.TargetTicks);
        to.WriteInt64(Asked.AskedAt.Value);
        to.WriteInt64(HasArrived ? 1 : 0);
        to.WriteInt64(Entry.Front);
        to.WriteInt64(Target.Front);
        to.WriteInt64(EntryFilled);
        to.WriteInt64(EntryLeft);
        to.WriteInt64(TargetFilled);
        to.WriteInt64(MarketFilled);
        to.WriteInt64(FirstFill);
        to.WriteInt64(IsTriggered ? 1 : 0);
        to.WriteInt64((long)Exit);
        to.WriteUInt64(ExitId);
        to.WriteInt64(Fills);
        to.WriteInt64(EntryLotTicks);
        to.WriteInt64(ExitLotTicks);
        to.WriteInt64(AdverseTicks);
        to.WriteInt64(FavourableTicks);
        to.WriteInt64(OpenedAt.Value);
    }

    /// <exception cref="CarryException">Something does not fit.</exception>
    internal void Load(ref CarryReader from)
    {
        Begin(
            new PaperEntry(
                from.ReadUInt64(),
                from.ReadUInt64(),
                from.ReadUInt64(),
                (Direction)from.ReadCount((int)Direction.Short),
                from.ReadCount(Contracts.MaxValue),
                from.ReadCount(PriceTicks.MaxValue),
                from.ReadCount(PriceTicks.MaxValue),
                from.ReadCount(PriceTicks.MaxValue),
                Moment(ref from)
            )
        );
        HasArrived = from.ReadCount(1) == 1;
        var (entryFront, targetFront) = (from.ReadCount(int.MaxValue), from.ReadCount(int.MaxValue));
        EntryFilled = from.ReadCount(Asked.Lots);
        EntryLeft = from.ReadCount(Asked.Lots - EntryFilled);
        TargetFilled = from.ReadCount(EntryFilled);
        MarketFilled = from.ReadCount(EntryFilled - TargetFilled);
        var firstFill = from.ReadCount(PriceTicks.MaxValue);
        IsTriggered = from.ReadCount(1) == 1;
        Exit = (OrderRole)from.ReadCount((int)OrderRole.Exit);
        ExitId = from.ReadUInt64();
        Fills = from.ReadCount(int.MaxValue);
        EntryLotTicks = from.ReadInt64();
        ExitLotTicks = from.ReadInt64();
        AdverseTicks = from.ReadCount(PriceTicks.MaxValue);
        FavourableTicks = from.ReadCount(PriceTicks.MaxValue);
        OpenedAt = Moment(ref from);
        if (Asked.Direction == Direction.None || Asked.OrderId == 0 || Asked.StopTicks == 0 || Asked.TargetTicks == 0 || IsDone)
            throw new CarryException($"the paper order {Asked.OrderId} is not one that can be open");
        if (EntryFilled > 0 != firstFill > 0 || Exit is OrderRole.Entry or OrderRole.Target || (Exit != OrderRole.None && Open == 0))
            throw new CarryException($"the paper order {Asked.OrderId} contradicts itself");
        Entry = new RestingLimit(Asked.Limit, IsLong, entryFront);
        if (firstFill > 0)
            Lay(firstFill, targetFront);
    }

    private static UnixNanos Moment(ref CarryReader from)
    {
        var nanos = from.ReadInt64();
        return nanos is >= 0 and <= UnixNanos.MaxValue
            ? UnixNanos.Trusted(nanos)
            : throw new CarryException($"a moment of {nanos} ns, it can be 0 to {UnixNanos.MaxValue}");
    }
}
