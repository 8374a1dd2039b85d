using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Runtime.State;

/// <summary>Takes the decisions of the cores as they are made, in order.</summary>
public interface IDecisionSink
{
    /// <summary>Takes the decisions of one event; the span is overwritten by the next event.</summary>
    void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions);
}
