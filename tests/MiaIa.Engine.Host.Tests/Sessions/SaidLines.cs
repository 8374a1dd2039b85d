using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>What an engine has said in its log.</summary>
internal sealed class SaidLines : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentQueue<string> _warnings = [];

    internal IReadOnlyCollection<string> All => _lines;

    /// <summary>Those of them that are errors.</summary>
    internal IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Those that are warnings and no more.</summary>
    internal IReadOnlyCollection<string> Warnings => _warnings;

    public void Emit(LogEvent logEvent)
    {
        var line = logEvent.RenderMessage(CultureInfo.InvariantCulture).Replace("\\\"", "\"", StringComparison.Ordinal);
        _lines.Enqueue(line);
        if (logEvent.Level >= LogEventLevel.Error)
            _errors.Enqueue(line);
        else if (logEvent.Level == LogEventLevel.Warning)
            _warnings.Enqueue(line);
    }
}
