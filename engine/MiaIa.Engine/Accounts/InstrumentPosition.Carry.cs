using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

internal sealed partial class InstrumentPosition
{
    private const int OpenMax = 10_000;

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(Last.Value);
        writer.WriteInt64(Stop.Value);
        writer.WriteInt64(StopTicks);
        writer.WriteInt64((long)_trip.Direction);
        writer.WriteInt64(_open.Count);
        foreach (var open in _open)
        {
            writer.WriteInt64(open.Price);
            writer.WriteInt64(open.Lots);
        }

        writer.WriteUInt64(_trip.SignalId);
        writer.WriteUInt64(_trip.OrderId);
        writer.WriteInt64(_trip.Lots);
        writer.WriteInt64(_trip.EntryTickLots);
        writer.WriteInt64(_trip.ExitTickLots);
        writer.WriteInt64(_trip.Lowest);
        writer.WriteInt64(_trip.Highest);
        writer.WriteInt64(_trip.FeesCents);
        writer.WriteInt64(_trip.EnteredAt.Value);
    }

    internal void Clear()
    {
        Last = default;
        Forget();
    }

    internal void Load(ref CarryReader reader)
    {
        Last = CarriedValues.Price(ref reader);
        Stop = CarriedValues.Price(ref reader);
        StopTicks = reader.ReadCount(PriceTicks.MaxValue);
        var direction = CarriedValues.Direction(ref reader);
        var sign = direction == Direction.Short ? -1 : 1;
        (Lots, TickLots) = (0, 0);
        _open.Clear();
        var sum = 0L;
        for (var left = reader.ReadCount(OpenMax); left > 0; left--)
        {
            var open = new OpenLots(CarriedValues.Price(ref reader).Value, reader.ReadCount(Contracts.MaxValue));
            sum += open.Lots;
            if (open.Lots == 0 || sum > Contracts.MaxValue)
                throw new CarryException($"a position of {sum} contracts in {Instrument.Name}, with a part of {open.Lots}");
            Lots += sign * open.Lots;
            TickLots += sign * (long)open.Price * open.Lots;
            _open.Enqueue(open);
        }

        if (Lots != 0 && direction == Direction.None)
            throw new CarryException($"a position of {Lots} in {Instrument.Name} without a direction");
        _trip = new Trip
        {
            Direction = direction,
            SignalId = reader.ReadUInt64(),
            OrderId = reader.ReadUInt64(),
            Lots = reader.ReadCount(int.MaxValue),
            EntryTickLots = reader.ReadInt64(),
            ExitTickLots = reader.ReadInt64(),
            Lowest = reader.ReadCount(PriceTicks.MaxValue),
            Highest = reader.ReadCount(PriceTicks.MaxValue),
            FeesCents = reader.ReadInt64(),
            EnteredAt = CarriedValues.Moment(ref reader),
        };
    }
}
