using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace Simulation;

/// <summary>For a replay whose decisions nobody needs.</summary>
internal sealed class NoDecisions : IDecisionSink
{
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

    public void Traded(InstrumentEngine instrument) { }
}
