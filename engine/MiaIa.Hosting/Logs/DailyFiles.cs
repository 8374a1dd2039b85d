using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace MiaIa.Hosting.Logs;

/// <summary>
/// The files of a day: <c>trading_</c> has every line but the figures, <c>errors_</c> the errors once more, <c>performance_</c> the figures; each as lines,
/// and as JSON where that is wanted.
/// </summary>
internal sealed class DailyFiles : ILogEventSink, IDisposable
{
    internal const string Trading = "trading";
    internal const string Errors = "errors";
    internal const string Performance = "performance";

    private readonly LogFolder _folder;
    private readonly DailyFile[] _trading;
    private readonly DailyFile[] _errors;
    private readonly DailyFile[] _performance;

    internal DailyFiles(LogFolder folder, ITextFormatter lines, ITextFormatter json, TimeProvider time)
    {
        _folder = folder;
        _trading = Files(Trading);
        _errors = Files(Errors);
        _performance = Files(Performance);

        DailyFile[] Files(string name) =>
            folder.HasJson
                ? [new(folder.Path, name, "log", lines, time), new(folder.Path, name, "json", json, time)]
                : [new(folder.Path, name, "log", lines, time)];
    }

    public void Emit(LogEvent logEvent)
    {
        var day = _folder.DayOf(logEvent.Timestamp);
        if (LogFolder.IsFigures(logEvent))
        {
            Write(_performance);
            return;
        }

        Write(_trading);
        if (logEvent.Level >= LogEventLevel.Error)
            Write(_errors);

        void Write(DailyFile[] files)
        {
            foreach (var file in files)
                file.Write(logEvent, day);
        }
    }

    public void Dispose()
    {
        foreach (var file in (DailyFile[])[.. _trading, .. _errors, .. _performance])
            file.Dispose();
    }
}
