using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Hosting;

/// <summary>
/// The newest lines of a log in memory, for whoever shows them. They are what the files hold: accounts and keys masked, control characters
/// written out, each line cut. Any thread may ask.
/// </summary>
public sealed class LogTail : ILogEventSink
{
    /// <summary>Lines that are kept; the oldest goes when another comes.</summary>
    public const int LinesMax = 500;

    private const int CharactersMax = 1_000;
    private readonly Lock _gate = new();
    private readonly TailLine[] _lines = new TailLine[LinesMax];
    private long _count;

    /// <summary>Lines that have been said since the start; the number of the newest.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        var text = PrintableText.From(LogLine.MessageOf(logEvent), CharactersMax);
        lock (_gate)
        {
            var line = new TailLine(++_count, logEvent.Timestamp, LogLine.LevelOf(logEvent.Level), LogLine.IdOf(logEvent), text);
            _lines[_count % LinesMax] = line;
        }
    }

    /// <summary>The lines after one that is known, oldest first.</summary>
    /// <param name="number">Of the line that is known; 0 = none is.</param>
    public IReadOnlyList<TailLine> After(long number)
    {
        lock (_gate)
        {
            var first = Math.Max(Math.Max(number, 0), _count - LinesMax) + 1;
            var lines = new List<TailLine>();
            for (var next = first; next <= _count; next++)
                lines.Add(_lines[next % LinesMax]);
            return lines;
        }
    }
}
