using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>
/// One instrument's position as the sum of its fills. What is closed is the oldest that is open (first in, first out), so that every
/// part of a profit is whole cents.
/// </summary>
internal sealed partial class InstrumentPosition
{
    private readonly Queue<OpenLots> _open = new();
    private Trip _trip;

    internal InstrumentPosition(AccountInstrument instrument) => Instrument = instrument;

    internal AccountInstrument Instrument { get; }

    /// <summary>+ long, − short.</summary>
    internal int Lots { get; private set; }

    /// <summary>Σ price × lots of what is open, with the sign of the position.</summary>
    internal long TickLots { get; private set; }

    /// <summary>The newest price; the default before the first.</summary>
    internal PriceTicks Last { get; private set; }

    /// <summary>The working stop's price, where it is known.</summary>
    internal PriceTicks Stop { get; set; }

    /// <summary>Ticks from an entry's fill to its stop; 0 = the position is not ours.</summary>
    internal int StopTicks { get; private set; }

    /// <summary>Takes a price that was traded. True when it says something about an open position.</summary>
    internal bool Mark(PriceTicks last, UnixNanos tradedAt)
    {
        if (Lots != 0 && tradedAt.Value != 0 && tradedAt < _trip.EnteredAt)
            return false;
        Last = last;
        if (Lots != 0)
            _trip.See(last.Value);
        return Lots != 0;
    }

    /// <summary>What closing at a price would bring, in cents before fees.</summary>
    internal long OpenCents(PriceTicks at) => ((long)at.Value * Lots - TickLots) * Instrument.TickValueCents;

    /// <summary>What closing now would bring, in cents before fees; 0 while no price is known.</summary>
    internal long OpenCents() => Last.IsKnown ? OpenCents(Last) : 0;

    /// <summary>
    /// The loss that its stop allows, in cents ≤ 0: to the stop, or from here if the price is beyond it, with slippage and the fee of the
    /// exit. A stop that nobody knows is assumed.
    /// </summary>
    internal long WorstCents(AccountOptions options, int feeCents)
    {
        if (Lots == 0)
            return 0;
        var size = Math.Abs(Lots);
        var tick = (long)Instrument.TickValueCents;
        var stopped =
            Stop.IsKnown ? OpenCents(Stop)
            : StopTicks > 0 ? -size * StopTicks * tick
            : Math.Min(0, OpenCents()) - size * options.AssumedStopTicks * tick;
        var now = Last.IsKnown ? OpenCents() : stopped;
        return Math.Min(0, Math.Min(stopped, now) - size * (options.SlippageTicks * tick + feeCents));
    }

    /// <summary>Counts a fill: what it realised in cents before fees, and the round trip that it ended.</summary>
    internal FillEffect Take(in Fill fill, EntryNote note, int feeCents, DateOnly tradeDate, int slot)
    {
        var sign = fill.Direction == Direction.Short ? -1 : 1;
        var rest = fill.Lots.Value;
        var effect = default(FillEffect);
        if (Lots != 0)
            _trip.See(fill.Price.Value);
        while (rest > 0 && Lots * sign < 0)
        {
            var oldest = _open.Peek();
            var lots = Math.Min(rest, oldest.Lots);
            rest -= lots;
            effect.RealizedCents += (long)(oldest.Price - fill.Price.Value) * lots * sign * Instrument.TickValueCents;
            Close(oldest, lots, sign);
            _trip.Close(fill.Price.Value, lots, feeCents);
        }

        if (Lots == 0 && _trip.Lots > 0)
        {
            effect.Finished = _trip.End(slot, Instrument.TickValueCents, fill.ObservedAt, tradeDate);
            effect.HasFinished = true;
            Flatten();
        }

        if (rest > 0)
        {
            effect.HasOpened = Lots == 0;
            Open(fill, note, sign, rest, feeCents);
        }

        return effect;
    }

    /// <summary>
    /// Takes the true price of lots that were counted at an assumed one: what it changes in cents. What is open keeps the assumed price, so that
    /// the difference counts once; a round trip that has ended stays as it was told.
    /// </summary>
    internal long Correct(in Fill fill)
    {
        var ticks = fill.Price.Value - fill.Assumed.Value;
        if (Lots != 0)
            _trip.Correct(fill, ticks);
        return -(long)ticks * fill.SignedLots * Instrument.TickValueCents;
    }

    /// <summary>What is open goes without an execution.</summary>
    internal void Forget()
    {
        (Lots, TickLots) = (0, 0);
        _open.Clear();
        Flatten();
    }

    private void Close(OpenLots oldest, int lots, int sign)
    {
        Lots += lots * sign;
        TickLots += (long)oldest.Price * lots * sign;
        _open.Dequeue();
        if (oldest.Lots == lots)
            return;
        // The rest of it stays the oldest: everything behind is taken round once. Positions are a few fills.
        var behind = _open.Count;
        _open.Enqueue(oldest with { Lots = oldest.Lots - lots });
        for (var i = 0; i < behind; i++)
            _open.Enqueue(_open.Dequeue());
    }

    private void Open(in Fill fill, EntryNote note, int sign, int lots, int feeCents)
    {
        if (Lots == 0)
        {
            StopTicks = note.StopTicks;
            _trip = Trip.Begin(fill, note);
        }

        Lots += lots * sign;
        TickLots += (long)fill.Price.Value * lots * sign;
        _open.Enqueue(new OpenLots(fill.Price.Value, lots));
        _trip.Open(fill.Price.Value, lots, feeCents);
    }

    private void Flatten()
    {
        Stop = default;
        StopTicks = 0;
        _trip = default;
    }

    /// <summary>What a fill did.</summary>
    internal struct FillEffect
    {
        internal long RealizedCents;
        internal bool HasOpened;
        internal bool HasFinished;
        internal RoundTrip Finished;
    }

    private readonly record struct OpenLots(int Price, int Lots);
}
