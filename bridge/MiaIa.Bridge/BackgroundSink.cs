using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Bridge;

/// <summary>Writes log lines on a thread of its own: a full disk or a stopped terminal must not stop the relay thread.</summary>
/// <remarks>Bounded; when full, new lines are dropped and counted, and the count is part of the next line that gets through.</remarks>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    private const int LinesMax = 4096;
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(1);

    private readonly Channel<LogEvent> _lines = Channel.CreateBounded<LogEvent>(
        new BoundedChannelOptions(LinesMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly Logger _inner;
    private readonly Task _writing;
    private long _dropped;

    internal BackgroundSink(Logger inner)
    {
        _inner = inner;
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Emit(LogEvent logEvent)
    {
        if (!_lines.Writer.TryWrite(logEvent))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>Writes what waits, for a second at most.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        if (_writing.Wait(FlushLimit))
            _inner.Dispose();
    }

    private void WriteAll()
    {
        while (_lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_lines.Reader.TryRead(out var line))
            {
                var dropped = Interlocked.Exchange(ref _dropped, 0);
                if (dropped > 0)
                    _inner.Warning("{Dropped} log lines were dropped here: they came faster than they could be written", dropped);
                _inner.Write(line);
            }
        }
    }
}
