using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Hosting;

/// <summary>
/// Bounds how often one line is written, whatever its values: fifty at once, then five a second. A thousand broken messages, or a peer
/// that comes and goes, fill neither the disk nor the screen; what is left out is counted, and said with the next line of the log's own.
/// </summary>
internal sealed class LogFlood(TimeProvider time) : ILogEventFilter
{
    private const int AtOnce = 50;
    private const int TemplatesMax = 4096;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(200);

    // By template: as many as there are lines in the code.
    private readonly Dictionary<string, TimeSpan> _freeAt = [];
    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private long _leftOut;

    /// <summary>Lines left out so far.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    public bool IsEnabled(LogEvent logEvent)
    {
        if (logEvent.Level == LogEventLevel.Fatal)
            return true;

        var now = time.GetElapsedTime(_began);
        lock (_gate)
        {
            var free = _freeAt.GetValueOrDefault(logEvent.MessageTemplate.Text);
            free = free > now ? free : now;
            // A foreign library may make a template of every text; forgetting all costs a line of each once more.
            if (_freeAt.Count >= TemplatesMax)
                _freeAt.Clear();
            if (free - now <= (AtOnce - 1) * Each)
            {
                _freeAt[logEvent.MessageTemplate.Text] = free + Each;
                return true;
            }
        }

        Interlocked.Increment(ref _leftOut);
        return false;
    }
}
