using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>Gathers the signals of one drain, to be sent once their inputs are safe. Muted while a journal is replayed.</summary>
public sealed class DecisionOutbox : IDecisionSink
{
    private readonly List<(InstrumentEngine Instrument, Signal Signal)> _signals = [];
    private readonly List<(InstrumentEngine Instrument, OrderIntent Intent)> _intents = [];
    private readonly List<(InstrumentEngine Instrument, string Remark)> _remarks = [];

    /// <summary>Whether decisions are let go: what a replay makes again was sent before.</summary>
    public bool IsMuted { get; set; }

    /// <summary>What waits to be sent, in order.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, Signal Signal)> Signals => _signals;

    /// <summary>Order intents that wait to become commands, in order.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, OrderIntent Intent)> Intents => _intents;

    /// <summary>What the order stages refused or found wrong, for the log.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, string Remark)> Remarks => _remarks;

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
        if (IsMuted)
            return;

        foreach (ref readonly var intent in instrument.Core.Trading.Intents)
            _intents.Add((instrument, intent));
        foreach (var remark in instrument.Core.Trading.Remarks)
            _remarks.Add((instrument, remark));
    }

    /// <summary>Forgets what was sent, or what may not be sent.</summary>
    public void Clear()
    {
        _signals.Clear();
        _intents.Clear();
        _remarks.Clear();
    }
}
