using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>Writes the counters into the log once a minute and at the end.</summary>
internal sealed class CounterReport
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly BridgeCounters _counters;
    private readonly BridgeClock _clock;
    private readonly ILogger _log;
    private readonly RateLimit _limit = new();

    internal CounterReport(BridgeCounters counters, BridgeClock clock, ILogger log)
    {
        _counters = counters;
        _clock = clock;
        _log = log;
        // The first report belongs to the end of the first minute.
        _limit.Allows(clock.Timestamp, clock.Units(Pause));
    }

    internal void WriteWhenDue(StudyTable table)
    {
        if (_limit.Allows(_clock.Timestamp, _clock.Units(Pause)))
            LogMessages.Counters(_log, _counters, table.All.Count, table.Conflated);
    }

    internal void WriteTotals(StudyTable table) => LogMessages.Counters(_log, _counters, table.All.Count, table.Conflated);
}
