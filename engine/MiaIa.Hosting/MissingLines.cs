using Serilog;
using Serilog.Sinks.Async;

namespace MiaIa.Hosting;

/// <summary>Looks each second what the log does not hold, and says so in it: lines its queue had no room for, lines it left out, failed writes.</summary>
internal sealed class MissingLines(LogFlood flood, FailedWrites failed) : IAsyncLogEventSinkMonitor, IDisposable
{
    private const int DroppedId = 90;
    private const int LeftOutId = 91;
    private const int FailedId = 92;
    private const int SecondsBetweenFailures = 60;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private IAsyncLogEventSinkInspector? _queue;
    private Timer? _timer;
    private long _dropped;
    private long _leftOut;
    private long _failed;
    private int _untilFailure;

    public long Dropped => _queue?.DroppedMessagesCount ?? 0;

    public long LeftOut => flood.LeftOut;

    public int Waiting => _queue?.Count ?? 0;

    public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = inspector;

    /// <summary>The queue has ended; its count stays to be read.</summary>
    public void StopMonitoring(IAsyncLogEventSinkInspector inspector) { }

    public void TellTo(ILogger log) => _timer = new Timer(_ => Tell(log), null, Every, Every);

    public void Dispose() => _timer?.Dispose();

    /// <summary>A line may be dropped in its turn; it is then said, with a larger number, a second later.</summary>
    internal void Tell(ILogger log)
    {
        lock (_gate)
        {
            var dropped = Dropped;
            if (dropped != _dropped)
            {
                log.ForContext("EventId", DroppedId)
                    .Warning("{Dropped} log lines were dropped here: they came faster than they could be written", dropped - _dropped);
                if (Dropped == dropped)
                    _dropped = dropped;
            }

            if (flood.LeftOut is var leftOut && leftOut != _leftOut)
            {
                log.ForContext("EventId", LeftOutId)
                    .Warning("{LeftOut} log lines were left out here: each repeats one above with other values", leftOut - _leftOut);
                _leftOut = leftOut;
            }

            TellFailures(log);
        }
    }

    // Not each second: where a target fails, this line fails there, too, and is to be read in the others.
    private void TellFailures(ILogger log)
    {
        if (--_untilFailure > 0 || failed.Count is var count && count == _failed)
            return;
        log.ForContext("EventId", FailedId)
            .Error("the log itself could not be written {Count} times; the newest: {Failure}", count - _failed, failed.Newest);
        (_failed, _untilFailure) = (count, SecondsBetweenFailures);
    }
}
