using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Engine.Host.Watches;

/// <summary>One line a minute for each instrument at which something happened.</summary>
internal sealed class MinuteTotals
{
    private const long EveryNs = 60_000_000_000;

    private readonly LogMessages _log;
    private readonly Dictionary<string, long> _seen = [];
    private long _saidAtUnixNs;

    internal MinuteTotals(LogMessages log) => _log = log;

    internal void Say(EngineState state, long atUnixNs)
    {
        _saidAtUnixNs = _saidAtUnixNs == 0 ? atUnixNs : _saidAtUnixNs;
        if (atUnixNs - _saidAtUnixNs < EveryNs)
            return;

        _saidAtUnixNs = atUnixNs;
        foreach (var instrument in state.Instruments)
        {
            var counters = instrument.Core.Counters;
            var inputs = counters.TradeRecords + counters.DepthSnapshots + (long)instrument.Refused.Total;
            if (inputs == _seen.GetValueOrDefault(instrument.Name))
                continue;

            _seen[instrument.Name] = inputs;
            _log.Totals(
                instrument.Name,
                counters.TradeRecords,
                counters.Lots,
                counters.DepthSnapshots,
                instrument.Refused.Total,
                instrument.ResendsRequested,
                ScoreText.ForLog(instrument.Core.State.Score, instrument.Core.State.Coverage)
            );
        }
    }
}
