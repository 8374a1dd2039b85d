using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Replay.Tallies;
using MiaIa.V1;

namespace MiaIa.Replay;

/// <summary>
/// Looks on at a replay: evaluates each core at an interval of market time, tells signals as they come, counts. Give it to the source
/// as the sink of its decisions, then as its listener.
/// </summary>
public sealed class ReplayRun : IReplayListener, IDecisionSink
{
    private readonly Dictionary<InstrumentEngine, InstrumentTally> _tallies = [];
    private readonly List<IReadingExport> _exports = [];
    private readonly long _everyNanos;
    private InstrumentTally? _last;

    /// <summary>Looks on.</summary>
    /// <param name="everyMillis">Market time from one evaluation to the next, at least 1.</param>
    public ReplayRun(int everyMillis)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(everyMillis, 1);
        _everyNanos = everyMillis * UnixNanos.PerMilli;
    }

    /// <summary>Takes each event of a signal.</summary>
    public event Action<Signal>? SignalTold;

    /// <summary>Takes the progress.</summary>
    public event Action<ReplayProgress>? Progress;

    /// <summary>What was counted, by instrument, in the order in which they first spoke.</summary>
    public IReadOnlyCollection<InstrumentTally> Tallies => _tallies.Values;

    /// <summary>Writes each evaluation to another place, too.</summary>
    public void AddExport(IReadingExport export) => _exports.Add(export);

    /// <inheritdoc/>
    public void Looked(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var tally = Of(instrument);
        var now = instrument.Core.Now.Value;
        if (now < tally.NextEvaluation || now == 0)
            return;
        tally.NextEvaluation = ((now / _everyNanos) + 1) * _everyNanos;
        tally.Score.Add(instrument.Core);
        foreach (var export in _exports)
            export.Write(instrument);
    }

    /// <inheritdoc/>
    public void Progressed(in ReplayProgress progress) => Progress?.Invoke(progress);

    /// <inheritdoc/>
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        var tally = Of(instrument);
        foreach (ref readonly var decision in decisions)
        {
            tally.Signals.Add(decision);
            SignalTold?.Invoke(Messages.From(instrument, decision));
        }
    }

    /// <inheritdoc/>
    public void Traded(InstrumentEngine instrument) => Of(instrument).Trades.Add(instrument.Core.Trading);

    // Asked for at every record, nearly always for the same instrument.
    private InstrumentTally Of(InstrumentEngine instrument)
    {
        if (_last is { } last && last.Instrument == instrument)
            return last;
        if (!_tallies.TryGetValue(instrument, out var tally))
            _tallies.Add(instrument, tally = new InstrumentTally(instrument));
        return _last = tally;
    }
}
