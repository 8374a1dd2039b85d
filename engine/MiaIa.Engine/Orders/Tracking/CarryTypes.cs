using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>The core's own types in a carry. What is out of range is refused, never bent.</summary>
internal static class CarryTypes
{
    internal static void WriteFlag(this CarryWriter writer, bool flag) => writer.WriteInt64(flag ? 1 : 0);

    internal static bool ReadFlag(this ref CarryReader reader) => reader.ReadCount(1) == 1;

    /// <summary>A signed number of lots.</summary>
    internal static int ReadLots(this ref CarryReader reader)
    {
        var lots = reader.ReadInt64();
        return lots is >= -PositionTruth.LotsMax and <= PositionTruth.LotsMax
            ? (int)lots
            : throw new CarryException($"a position of {lots} lots");
    }

    /// <summary>A price, or none.</summary>
    internal static PriceTicks ReadPrice(this ref CarryReader reader) => PriceTicks.Trusted(reader.ReadCount(PriceTicks.MaxValue));
}
