using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>One life of one study, as far as the journal knows it.</summary>
public sealed class EpochState
{
    internal EpochState(ulong epoch, InstrumentEngine instrument, Hello hello)
    {
        Epoch = epoch;
        Instrument = instrument;
        Hello = hello;
    }

    /// <summary>The study's own name for this life, never 0.</summary>
    public ulong Epoch { get; }

    /// <summary>The instrument it speaks of.</summary>
    public InstrumentEngine Instrument { get; }

    /// <summary>Its newest Hello.</summary>
    public Hello Hello { get; internal set; }

    /// <summary>The counter of the next frame: everything below it is in the journal, refused or declared lost.</summary>
    public ulong Expected { get; internal set; } = 1;

    /// <summary>Whether it is attached now.</summary>
    public bool IsAttached { get; internal set; }
}
