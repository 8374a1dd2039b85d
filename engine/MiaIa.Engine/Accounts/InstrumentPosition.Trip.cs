using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

internal sealed partial class InstrumentPosition
{
    /// <summary>The round trip that is under way.</summary>
    private struct Trip
    {
        internal ulong SignalId;
        internal ulong OrderId;
        internal Direction Direction;
        internal int Lots;
        internal long EntryTickLots;
        internal long ExitTickLots;
        internal int Lowest;
        internal int Highest;
        internal long FeesCents;
        internal UnixNanos EnteredAt;

        internal static Trip Begin(in Fill fill, EntryNote note) =>
            new()
            {
                SignalId = note.SignalId,
                OrderId = note.OrderId,
                Direction = fill.Direction,
                Lowest = fill.Price.Value,
                Highest = fill.Price.Value,
                EnteredAt = fill.ObservedAt,
            };

        internal void See(int price)
        {
            Lowest = Math.Min(Lowest, price);
            Highest = Math.Max(Highest, price);
        }

        internal void Open(int price, int lots, int feeCents)
        {
            See(price);
            Lots += lots;
            EntryTickLots += (long)price * lots;
            FeesCents += (long)feeCents * lots;
        }

        internal void Close(int price, int lots, int feeCents)
        {
            ExitTickLots += (long)price * lots;
            FeesCents += (long)feeCents * lots;
        }

        internal void Correct(in Fill fill, int ticks)
        {
            if (fill.OrderId != OrderId)
                return;
            See(fill.Price.Value);
            if (fill.Direction == Direction)
                EntryTickLots += (long)ticks * fill.Lots.Value;
            else
                ExitTickLots += (long)ticks * fill.Lots.Value;
        }

        internal readonly RoundTrip End(int slot, int tickValueCents, UnixNanos exitedAt, DateOnly tradeDate)
        {
            var gained = (Direction == Direction.Short ? EntryTickLots - ExitTickLots : ExitTickLots - EntryTickLots) * tickValueCents;
            return new RoundTrip(
                slot,
                SignalId,
                OrderId,
                Direction,
                Lots,
                EntryTickLots,
                ExitTickLots,
                Lowest,
                Highest,
                FeesCents,
                gained - FeesCents,
                EnteredAt,
                exitedAt,
                tradeDate
            );
        }
    }
}
