using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace MiaIa.Reports.Journal;

/// <summary>Takes what a replay decides, to be held against what was recorded and what the database holds.</summary>
/// <param name="intents">Told of every order intent.</param>
internal sealed class ReplayedDecisions(IntentComparison intents) : IDecisionSink
{
    private readonly IntentRecord _bytes = new();

    /// <summary>Signals born, one line each.</summary>
    internal List<string> Births { get; } = [];

    /// <summary>Trades that ended, one line each.</summary>
    internal List<string> Trips { get; } = [];

    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        foreach (ref readonly var decision in decisions)
        {
            if (decision.Event == SignalEvent.Born)
                Births.Add(DecisionLines.Birth(instrument.Name, (long)decision.SignalId, decision.BornAt.Value, decision.Tier.ToString()));
        }
    }

    public void Traded(InstrumentEngine instrument)
    {
        var trading = instrument.Core.Trading;
        foreach (ref readonly var intent in trading.Intents)
        {
            if (intent.Kind != OrderIntentKind.Query)
                intents.Made(_bytes.Of(instrument.Name, intent));
        }

        foreach (ref readonly var trip in trading.RoundTrips)
            Trips.Add(DecisionLines.Trip(instrument.Name, (long)trip.SignalId, trip.ExitedAt.Value, trip.ProfitCents));
    }
}
