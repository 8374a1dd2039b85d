using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>What an engine has said in its log.</summary>
internal sealed class SaidLines : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = [];

    internal IReadOnlyCollection<string> All => _lines;

    public void Emit(LogEvent logEvent) =>
        _lines.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture).Replace("\\\"", "\"", StringComparison.Ordinal));
}
