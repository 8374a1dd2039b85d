using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>Reads values of the domain from a carry and refuses those that cannot be.</summary>
internal static class CarriedValues
{
    internal static UnixNanos Moment(ref CarryReader reader)
    {
        var nanos = reader.ReadInt64();
        return nanos is >= 0 and <= UnixNanos.MaxValue ? UnixNanos.Trusted(nanos) : throw new CarryException($"a moment of {nanos} ns");
    }

    internal static PriceTicks Price(ref CarryReader reader) => PriceTicks.Trusted(reader.ReadCount(PriceTicks.MaxValue));

    internal static Direction Direction(ref CarryReader reader) => (Direction)reader.ReadCount((int)Market.Direction.Short);

    internal static DateOnly Date(ref CarryReader reader) => DateOnly.FromDayNumber(reader.ReadCount(DateOnly.MaxValue.DayNumber));
}
