using System.Globalization;
using System.Text;
using MiaIa.V1;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Simulation.Clock;

namespace Simulation;

/// <summary>What happened in a run, line by line, when somebody wants to read it.</summary>
internal sealed class Story : ILogEventSink
{
    private readonly StringBuilder _text = new();

    internal Story(bool isKept)
    {
        IsKept = isKept;
        Log = isKept ? new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger() : Logger.None;
    }

    internal bool IsKept { get; }

    internal ILogger Log { get; }

    internal VirtualClock? Clock { private get; set; }

    internal void Tell(string line)
    {
        if (IsKept)
            _text.Append(CultureInfo.InvariantCulture, $"{Seconds():F3} {line}\n");
    }

    internal void TellLines(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Tell("  sierra " + line);
    }

    /// <summary>A frame that has to do with orders, switches or the session; market and pictures would fill the page.</summary>
    internal void Told(string way, StudyFrame frame)
    {
        if (frame.BodyCase is not (StudyFrame.BodyOneofCase.Trades or StudyFrame.BodyOneofCase.Depth or StudyFrame.BodyOneofCase.Heartbeat))
            Tell($"  {way} {Cut(frame.ToString())}");
    }

    internal void Told(string way, EngineFrame frame)
    {
        if (
            frame.BodyCase
            is not (
                EngineFrame.BodyOneofCase.State
                or EngineFrame.BodyOneofCase.Levels
                or EngineFrame.BodyOneofCase.Ack
                or EngineFrame.BodyOneofCase.Heartbeat
                or EngineFrame.BodyOneofCase.TradingView
            )
        )
        {
            Tell($"  {way} {Cut(frame.ToString())}");
        }
    }

    private static string Cut(string text) => text[..Math.Min(text.Length, 700)];

    public void Emit(LogEvent logEvent) => Tell("  log " + logEvent.RenderMessage(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();

    private double Seconds() => Clock is null ? 0 : (Clock.SteadyNs - VirtualClock.StartSteadyNs) / 1e9;
}
