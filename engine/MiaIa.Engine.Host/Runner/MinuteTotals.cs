namespace MiaIa.Engine.Host.Runner;

/// <summary>One line a minute for each instrument at which something happened.</summary>
internal sealed class MinuteTotals
{
    private const long EveryNs = 60_000_000_000;

    private readonly LogMessages _log;
    private readonly Dictionary<InstrumentLane, long> _seen = [];
    private long _saidAtUnixNs;

    internal MinuteTotals(LogMessages log) => _log = log;

    internal void Say(EngineStep step, long atUnixNs)
    {
        _saidAtUnixNs = _saidAtUnixNs == 0 ? atUnixNs : _saidAtUnixNs;
        if (atUnixNs - _saidAtUnixNs < EveryNs)
            return;

        _saidAtUnixNs = atUnixNs;
        foreach (var lane in step.Lanes)
        {
            var counters = lane.Core.Counters;
            var inputs = counters.TradeRecords + counters.DepthSnapshots + (long)lane.Refused.Total;
            if (inputs == _seen.GetValueOrDefault(lane))
                continue;

            _seen[lane] = inputs;
            _log.Totals(
                lane.Name,
                counters.TradeRecords,
                counters.Lots,
                counters.DepthSnapshots,
                lane.Refused.Total,
                lane.ResendsRequested,
                lane.Core.State.Score
            );
        }
    }
}
