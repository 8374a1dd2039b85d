using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace Simulation.Engine;

/// <summary>Passes the cores' decisions on to the outbox, and shows those that are made, not made again, to the checks.</summary>
internal sealed class WatchedDecisions(DecisionOutbox outbox, Action<InstrumentEngine> traded) : IDecisionSink
{
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) => outbox.Decided(instrument, decisions);

    public void Traded(InstrumentEngine instrument)
    {
        if (!outbox.IsMuted)
            traded(instrument);
        outbox.Traded(instrument);
    }
}
