using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>One tracked order in a carry.</summary>
internal static class OrderCarry
{
    internal static void Save(TrackedOrder order, CarryWriter writer)
    {
        writer.WriteUInt64(order.OrderId);
        writer.WriteUInt64(order.BrokerId);
        writer.WriteInt64((long)order.Role);
        writer.WriteInt64((long)order.Direction);
        writer.WriteInt64((long)order.State);
        writer.WriteInt64(order.Lots);
        writer.WriteInt64(order.FilledLots);
        writer.WriteInt64(order.ToldLots);
        writer.WriteInt64(order.InferredLots);
        writer.WriteInt64(order.Price.Value);
        writer.WriteInt64(order.AveragePrice.Value);
        Save(order.Entry, writer);
        writer.WriteString(order.Code);
        writer.WriteInt64(order.BegunAt.Value);
        writer.WriteInt64(order.EventNanos);
        writer.WriteInt64(order.AskedNanos);
        writer.WriteFlag(order.IsUnwanted);
        writer.WriteString(order.CancelReason);
        writer.WriteInt64(order.CancelNanos);
        writer.WriteInt64(order.Inferences);
        writer.WriteInt64(order.ShownIn);
        writer.WriteFlag(order.EndedInDoubt);
    }

    internal static TrackedOrder Load(ref CarryReader reader) =>
        new()
        {
            OrderId = reader.ReadUInt64(),
            BrokerId = reader.ReadUInt64(),
            Role = (OrderRole)reader.ReadCount((int)OrderRole.External),
            Direction = (Direction)reader.ReadCount((int)Direction.Short),
            State = (OrderState)reader.ReadCount((int)OrderState.Denied),
            Lots = reader.ReadCount(Contracts.MaxValue),
            FilledLots = reader.ReadCount(Contracts.MaxValue),
            ToldLots = reader.ReadCount(Contracts.MaxValue),
            InferredLots = reader.ReadCount(Contracts.MaxValue),
            Price = reader.ReadPrice(),
            AveragePrice = reader.ReadPrice(),
            Entry = LoadEntry(ref reader),
            Code = reader.ReadString(),
            BegunAt = reader.ReadMoment(),
            EventNanos = reader.ReadInt64(),
            AskedNanos = reader.ReadInt64(),
            IsUnwanted = reader.ReadFlag(),
            CancelReason = reader.ReadString(),
            CancelNanos = reader.ReadInt64(),
            Inferences = reader.ReadCount(int.MaxValue),
            ShownIn = reader.ReadInt64(),
            EndedInDoubt = reader.ReadFlag(),
        };

    private static void Save(in Approved entry, CarryWriter writer)
    {
        writer.WriteUInt64(entry.SignalId);
        writer.WriteInt64((long)entry.Direction);
        writer.WriteInt64(entry.Lots.Value);
        writer.WriteInt64(entry.Reference.Value);
        writer.WriteInt64(entry.Limit.Value);
        writer.WriteInt64(entry.StopTicks);
        writer.WriteInt64(entry.TargetTicks);
    }

    private static Approved LoadEntry(ref CarryReader reader) =>
        new(
            reader.ReadUInt64(),
            (Direction)reader.ReadCount((int)Direction.Short),
            Contracts.Trusted(reader.ReadCount(Contracts.MaxValue)),
            reader.ReadPrice(),
            reader.ReadPrice(),
            reader.ReadCount(PriceTicks.MaxValue),
            reader.ReadCount(PriceTicks.MaxValue)
        );
}
