using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.Engine.Signals;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>Gathers the signals of one drain, to be sent once their inputs are safe. Muted while a journal is replayed.</summary>
public sealed class DecisionOutbox : IDecisionSink
{
    private readonly List<(InstrumentEngine Instrument, Signal Signal)> _signals = [];
    private readonly List<(InstrumentEngine Instrument, OrderIntent Intent)> _intents = [];
    private readonly List<(InstrumentEngine Instrument, string Line)> _lines = [];
    private readonly List<(InstrumentEngine Instrument, Orders.OrderReport Report)> _refusals = [];
    private readonly IntentRecord _record = new();

    /// <summary>Whether decisions are let go: what a replay makes again was sent before.</summary>
    public bool IsMuted { get; set; }

    /// <summary>What waits to be sent, in order.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, Signal Signal)> Signals => _signals;

    /// <summary>Order intents that wait to become commands, in order.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, OrderIntent Intent)> Intents => _intents;

    /// <summary>What risk, orders and account did, as lines for the log.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, string Line)> Lines => _lines;

    /// <summary>What Sierra's side refused or rejected, for the log.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, Orders.OrderReport Report)> Refusals => _refusals;

    /// <summary>Executions, also those that are made again while muted: what is open now was filled by them.</summary>
    public NewestFills Fills { get; } = new();

    /// <summary>While muted: takes the intents that a replay makes again; null = nobody compares.</summary>
    public IntentComparison? Replayed { get; init; }

    /// <summary>How many signals wait.</summary>
    public int Count => _signals.Count;

    /// <inheritdoc/>
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        if (IsMuted)
            return;

        foreach (ref readonly var decision in decisions)
            _signals.Add((instrument, Messages.From(instrument, decision)));
    }

    /// <inheritdoc/>
    public void Traded(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        foreach (ref readonly var intent in instrument.Core.Trading.Intents)
        {
            if (!IsMuted)
                _intents.Add((instrument, intent));
            // A question changes nothing and has no record.
            else if (intent.Kind != OrderIntentKind.Query)
                Replayed?.Made(_record.Of(instrument.Name, intent));
        }

        foreach (ref readonly var fill in instrument.Core.Trading.Fills)
            Fills.Add(instrument.Name, fill);
        if (IsMuted)
            return;

        foreach (var line in TradingLines.Of(instrument.Core.Trading))
            _lines.Add((instrument, line));
        foreach (ref readonly var refusal in instrument.Core.Trading.Refusals)
            _refusals.Add((instrument, refusal));
    }

    /// <summary>Forgets what was sent, or what may not be sent.</summary>
    public void Clear()
    {
        _signals.Clear();
        _intents.Clear();
        _lines.Clear();
        _refusals.Clear();
    }
}
