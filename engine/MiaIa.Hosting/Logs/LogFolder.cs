using Serilog;
using Serilog.Events;

namespace MiaIa.Hosting.Logs;

/// <summary>Where a program keeps its log by day. One program a folder.</summary>
/// <param name="Path">The folder; it is made.</param>
/// <param name="HasJson">Whether each file has one of compact JSON beside it.</param>
/// <param name="DayOf">The day that a moment belongs to.</param>
public sealed record LogFolder(string Path, bool HasJson, Func<DateTimeOffset, DateOnly> DayOf)
{
    private const string Kind = "Kind";
    private const string Figures = "figures";

    /// <summary>A logger of what is measured: its lines stand in the files of performance alone.</summary>
    public static ILogger ForFigures(ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.ForContext(Kind, Figures);
    }

    internal static bool IsFigures(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(Kind, out var kind) && kind is ScalarValue { Value: Figures };
}
