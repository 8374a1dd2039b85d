using Serilog;
using Serilog.Sinks.Async;

namespace MiaIa.Hosting;

/// <summary>Looks each second whether the log's queue had to drop lines, and says how many.</summary>
internal sealed class DroppedLines : IAsyncLogEventSinkMonitor, IDisposable
{
    private const int EventId = 90;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private IAsyncLogEventSinkInspector? _queue;
    private Timer? _timer;
    private long _said;

    public long Total => _queue?.DroppedMessagesCount ?? 0;

    public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = inspector;

    /// <summary>The queue has ended; its count stays to be read.</summary>
    public void StopMonitoring(IAsyncLogEventSinkInspector inspector) { }

    public void TellTo(ILogger log) => _timer = new Timer(_ => Tell(log), null, Every, Every);

    public void Dispose() => _timer?.Dispose();

    /// <summary>The line may be dropped in its turn; it is then said, with a larger number, a second later.</summary>
    internal void Tell(ILogger log)
    {
        lock (_gate)
        {
            var total = Total;
            if (total == _said)
                return;
            log.ForContext("EventId", EventId)
                .Warning("{Dropped} log lines were dropped here: they came faster than they could be written", total - _said);
            if (Total == total)
                _said = total;
        }
    }
}
