using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Runtime.State;

/// <summary>Takes the decisions of the cores as they are made, in order.</summary>
public interface IDecisionSink
{
    /// <summary>Takes the decisions of one event; the span is overwritten by the next event.</summary>
    void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions);

    /// <summary>
    /// Risk, orders or account moved: <c>instrument.Core.Trading</c> holds what the event brought about, until the next event.
    /// Called after <see cref="Decided"/> of the same event.
    /// </summary>
    void Traded(InstrumentEngine instrument);
}
