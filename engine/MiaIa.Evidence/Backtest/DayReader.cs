using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Projections;

namespace MiaIa.Evidence.Backtest;

/// <summary>Reads a day for its readings alone.</summary>
/// <param name="inputs">The day and its files.</param>
/// <param name="warmUpDays">Trading days before.</param>
/// <param name="cancellation">Ends it early.</param>
/// <returns>The readings of each second.</returns>
public delegate ColumnTable ReadDay(DayInputs inputs, int warmUpDays, CancellationToken cancellation);

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
