using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace Golden;

/// <summary>Takes decisions and keeps none: the step's own hash is what is compared.</summary>
internal sealed class IgnoredDecisions : IDecisionSink
{
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

    public void Traded(InstrumentEngine instrument) { }
}
