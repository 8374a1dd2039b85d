using System.Diagnostics.CodeAnalysis;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>An event in a signal's life with everything that the wire's <c>Signal</c> carries, by value.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Decisions are compared by their hash, never with ==.")]
public struct Decision
{
    private ReadingSet _readings;
    private GateSet _gates;

    /// <summary>Rises by the options' step within one core; unique across cores that were given different first ids.</summary>
    public ulong SignalId { get; internal set; }

    /// <summary>C at this event, −1 … +1; 0 and meaningless without <see cref="HasScore"/>.</summary>
    public double Score { get; internal set; }

    /// <summary>Coverage at this event, 0 … 1.</summary>
    public double Coverage { get; internal set; }

    /// <summary>Whether any feature had a value: at the end of a signal whose feeds fell silent none has.</summary>
    public readonly bool HasScore => Coverage > 0;

    /// <summary>Market time of the birth.</summary>
    public UnixNanos BornAt { get; internal set; }

    /// <summary>Market time of this event.</summary>
    public UnixNanos ObservedAt { get; internal set; }

    /// <summary>Local time of the input that made it.</summary>
    public UnixNanos ReceivedAt { get; internal set; }

    /// <summary>From birth, in microseconds of market time.</summary>
    public long TimeToLiveMicros { get; internal set; }

    /// <summary>The last trade's price at birth.</summary>
    public PriceTicks Reference { get; internal set; }

    /// <summary>Where a position made by the signal gives up.</summary>
    public PriceTicks Stop { get; internal set; }

    /// <summary>Where a position made by the signal takes its profit.</summary>
    public PriceTicks Target { get; internal set; }

    /// <summary>Contracts of the tier; 0 = shown, never ordered.</summary>
    public Contracts Size { get; internal set; }

    /// <summary>What happened.</summary>
    public SignalEvent Event { get; internal set; }

    /// <summary>Why it ended; none otherwise.</summary>
    public EndCause EndedBecause { get; internal set; }

    /// <summary>Long or short.</summary>
    public Direction Direction { get; internal set; }

    /// <summary>The tier from this event on.</summary>
    public Tier Tier { get; internal set; }

    /// <summary>The ten readings at this event.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<ScoredReading> Readings => _readings;

    /// <summary>Every gate's verdict at this event.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<GateVerdict> Gates => _gates;

    internal void Set(ReadOnlySpan<ScoredReading> readings, ReadOnlySpan<GateVerdict> gates)
    {
        readings.CopyTo(_readings);
        gates.CopyTo(_gates);
    }
}
