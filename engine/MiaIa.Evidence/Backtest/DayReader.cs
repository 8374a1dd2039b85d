using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace MiaIa.Evidence.Backtest;

/// <summary>The engine's own core as a reader of days.</summary>
public static class DayReader
{
    /// <summary>Reads by some options.</summary>
    public static ReadDay By(EngineOptions options) =>
        (inputs, warmUpDays, cancellation) =>
        {
            var readings = new DayReadings(_ => { });
            new DayRun(inputs, options, warmUpDays).Play(new Unheard(), readings, cancellation);
            return readings.Table();
        };

    private sealed class Unheard : IDecisionSink
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
        {
            // The readings are what is asked for.
        }

        public void Traded(InstrumentEngine instrument)
        {
            // And not what came of them.
        }
    }
}
