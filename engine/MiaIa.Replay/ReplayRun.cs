using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Market;
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
    private readonly Dictionary<InstrumentLane, LaneTally> _tallies = [];
    private readonly List<IReadingExport> _exports = [];
    private readonly long _everyNanos;
    private LaneTally? _last;

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
    public IReadOnlyCollection<LaneTally> Tallies => _tallies.Values;

    /// <summary>Writes each evaluation to another place, too.</summary>
    public void AddExport(IReadingExport export) => _exports.Add(export);

    /// <inheritdoc/>
    public void Looked(InstrumentLane lane)
    {
        ArgumentNullException.ThrowIfNull(lane);
        var tally = Of(lane);
        var now = lane.Core.Now.Value;
        if (now < tally.NextEvaluation || now == 0)
            return;
        tally.NextEvaluation = ((now / _everyNanos) + 1) * _everyNanos;
        tally.Score.Add(lane.Core);
        foreach (var export in _exports)
            export.Write(lane);
    }

    /// <inheritdoc/>
    public void Progressed(in ReplayProgress progress) => Progress?.Invoke(progress);

    /// <inheritdoc/>
    public void Decided(InstrumentLane lane, ReadOnlySpan<Decision> decisions)
    {
        var tally = Of(lane);
        foreach (ref readonly var decision in decisions)
        {
            tally.Signals.Add(decision);
            SignalTold?.Invoke(Messages.Of(lane, decision));
        }
    }

    // Asked for at every record, nearly always for the same instrument.
    private LaneTally Of(InstrumentLane lane)
    {
        if (_last is { } last && last.Lane == lane)
            return last;
        if (!_tallies.TryGetValue(lane, out var tally))
            _tallies.Add(lane, tally = new LaneTally(lane));
        return _last = tally;
    }
}
