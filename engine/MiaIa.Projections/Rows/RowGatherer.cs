using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace MiaIa.Projections.Rows;

/// <summary>Makes rows of what the cores decide while a journal is replayed, named after the record that is being taken.</summary>
internal sealed class RowGatherer : IDecisionSink
{
    private readonly Dictionary<InstrumentEngine, OrderWatch> _orders = [];
    private readonly List<Row> _rows = [];
    private readonly IntentRecord _intentBytes = new();
    private IntentComparison _intents = new();
    private uint _segment;
    private long _offset;
    private int _sequence;
    private bool _isMuted;

    /// <summary>What waits to be written, in order.</summary>
    internal IReadOnlyList<Row> Rows => _rows;

    /// <summary>A chain begins: its cores are new. Order intents that the replay makes are told to the comparison.</summary>
    internal void BeginChain(IntentComparison intents)
    {
        _orders.Clear();
        _intents = intents;
    }

    /// <summary>A record is about to be taken.</summary>
    /// <param name="segment">Number of its segment.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="isMuted">Whether its rows are there already.</param>
    internal void Begin(uint segment, long offset, bool isMuted) =>
        (_segment, _offset, _sequence, _isMuted) = (segment, offset, 0, isMuted);

    /// <summary>The record was taken: what of the orders has changed without news of its own is looked at.</summary>
    /// <param name="instruments">All of them.</param>
    /// <param name="touched">The one whose orders the record spoke of, or none.</param>
    internal void End(IReadOnlyList<InstrumentEngine> instruments, InstrumentEngine? touched)
    {
        foreach (var instrument in instruments)
        {
            if (instrument == touched || (_orders.TryGetValue(instrument, out var watch) && watch.IsBusy))
                AddOrderStates(instrument);
        }
    }

    /// <summary>A chain goes on with orders of the one before: they are known, not news.</summary>
    internal void Prime(IReadOnlyList<InstrumentEngine> instruments)
    {
        foreach (var instrument in instruments)
            _ = WatchOf(instrument).Look(instrument.Core.Trading.Orders.Orders);
    }

    internal void AddSegment(JournalHeader header, ulong settingsHash) =>
        _rows.Add(JournalRows.Segment(header, settingsHash, EngineState.RulesVersion));

    internal void AddNote(string text)
    {
        if (!_isMuted)
            _rows.Add(JournalRows.Notes.Of(NextPlace(), default, text));
    }

    internal void Clear() => _rows.Clear();

    /// <inheritdoc/>
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        if (_isMuted)
            return;

        var owner = RowOwner.Of(instrument);
        foreach (ref readonly var decision in decisions)
        {
            var place = NextPlace();
            if (decision.Event != SignalEvent.Born)
            {
                _rows.Add(SignalRows.Events.Of(place, owner, decision));
                continue;
            }

            _rows.Add(SignalRows.Births.Of(place, owner, (decision, instrument.Publisher?.Hello.Contract ?? "")));
            foreach (ref readonly var reading in decision.Readings)
                _rows.Add(SignalRows.Readings.Of(place, owner, reading));
            foreach (ref readonly var gate in decision.Gates)
                _rows.Add(SignalRows.Gates.Of(place, owner, gate));
        }
    }

    /// <inheritdoc/>
    public void Traded(InstrumentEngine instrument)
    {
        var trading = instrument.Core.Trading;
        foreach (ref readonly var intent in trading.Intents)
        {
            if (intent.Kind != OrderIntentKind.Query)
                _intents.Made(_intentBytes.Of(instrument.Name, intent));
        }

        if (!_isMuted)
        {
            var owner = RowOwner.Of(instrument);
            AddVerdicts(instrument, owner);
            foreach (ref readonly var intent in trading.Intents)
            {
                if (intent.Kind != OrderIntentKind.Query)
                    _rows.Add(OrderRows.Intents.Of(NextPlace(), owner, intent));
            }

            AddFills(instrument, owner);
            foreach (ref readonly var trip in trading.RoundTrips)
                _rows.Add(AccountRows.RoundTrips.Of(NextPlace(), owner, trip));
            foreach (ref readonly var ghost in trading.EndedGhosts)
                _rows.Add(GhostRows.Ghosts.Of(NextPlace(), owner, ghost));
        }

        AddOrderStates(instrument);
    }

    private void AddVerdicts(InstrumentEngine instrument, in RowOwner owner)
    {
        foreach (ref readonly var verdict in instrument.Core.Trading.Verdicts)
        {
            var place = NextPlace();
            _rows.Add(VerdictRows.Verdicts.Of(place, owner, verdict));
            foreach (ref readonly var finding in verdict.Findings)
                _rows.Add(VerdictRows.Codes.Of(place, owner, finding));
        }
    }

    private void AddFills(InstrumentEngine instrument, in RowOwner owner)
    {
        var trading = instrument.Core.Trading;
        var tickValue = trading.Account.InstrumentOf(trading.Slot).TickValueCents;
        for (var i = 0; i < trading.Fills.Length; i++)
        {
            var fill = trading.Fills[i];
            var booked = new AccountRows.BookedFill(fill, trading.Bookings[i], IntendedFor(fill, trading.Orders.Orders), tickValue);
            _rows.Add(AccountRows.Fills.Of(NextPlace(), owner, booked));
        }
    }

    // A market exit has no price that it was meant to have; neither has what is not ours.
    private static PriceTicks IntendedFor(in Fill fill, ReadOnlySpan<TrackedOrder> orders)
    {
        if (fill.OrderId == 0)
            return default;
        TrackedOrder? newest = null;
        foreach (var order in orders)
        {
            if (order.OrderId == fill.OrderId && order.Role == fill.Role)
                newest = order;
        }

        return fill.Role switch
        {
            OrderRole.Entry => newest?.Entry.Reference ?? default,
            OrderRole.Stop or OrderRole.Target => newest?.Price ?? default,
            _ => default,
        };
    }

    private void AddOrderStates(InstrumentEngine instrument)
    {
        var core = instrument.Core;
        foreach (var order in WatchOf(instrument).Look(core.Trading.Orders.Orders))
        {
            if (!_isMuted)
                _rows.Add(OrderRows.States.Of(NextPlace(), RowOwner.Of(instrument), (order, core.Now)));
        }
    }

    private OrderWatch WatchOf(InstrumentEngine instrument)
    {
        if (!_orders.TryGetValue(instrument, out var watch))
            _orders.Add(instrument, watch = new OrderWatch());
        return watch;
    }

    private RowPlace NextPlace() => new(_segment, _offset, _sequence++);
}
