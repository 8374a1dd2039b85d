using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Bridge;

/// <summary>The log: lines for a person on standard error, and a file where one is wanted.</summary>
internal static class BridgeLog
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {EventId} {Message:lj}{NewLine}{Exception}";
    private const int FilesKept = 14;

    /// <summary>Opens the log. Standard output stays free for the ready line.</summary>
    internal static Logger Open(BridgeSettings settings)
    {
        var culture = CultureInfo.InvariantCulture;
        var targets = new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .WriteTo.Console(outputTemplate: Line, formatProvider: culture, standardErrorFromLevel: LogEventLevel.Verbose);
        if (settings.LogFile.Length > 0)
        {
            targets = targets.WriteTo.File(
                settings.LogFile,
                outputTemplate: Line,
                formatProvider: culture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: FilesKept
            );
        }

        return new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .WriteTo.Sink(new BackgroundSink(targets.CreateLogger()))
            .CreateLogger();
    }
}
