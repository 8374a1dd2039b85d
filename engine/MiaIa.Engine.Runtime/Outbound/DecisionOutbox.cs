using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>Gathers the signals of one drain, to be sent once their inputs are safe. Muted while a journal is replayed.</summary>
public sealed class DecisionOutbox : IDecisionSink
{
    private readonly List<(InstrumentEngine Instrument, Signal Signal)> _signals = [];

    /// <summary>Whether decisions are let go: what a replay makes again was sent before.</summary>
    public bool IsMuted { get; set; }

    /// <summary>What waits to be sent, in order.</summary>
    public IReadOnlyList<(InstrumentEngine Instrument, Signal Signal)> Signals => _signals;

    /// <summary>How many wait.</summary>
    public int Count => _signals.Count;

    /// <inheritdoc/>
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        if (IsMuted)
            return;

        foreach (ref readonly var decision in decisions)
            _signals.Add((instrument, Messages.From(instrument, decision)));
    }

    /// <summary>Forgets what was sent, or what may not be sent.</summary>
    public void Clear() => _signals.Clear();
}
