using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace Kills;

/// <summary>Nobody hears what a replay decides: its hash says it.</summary>
internal sealed class Unheard : IDecisionSink
{
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

    public void Traded(InstrumentEngine instrument) { }
}
