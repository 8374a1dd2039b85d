using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>Reports and snapshots.</content>
internal sealed partial class LogMessages
{
    /// <summary>A report was made, or cannot be made now, or found that a replay decides otherwise.</summary>
    public void Report(string what) =>
        Write(
            86,
            what.StartsWith("PARITY", StringComparison.Ordinal) ? LogEventLevel.Error : LogEventLevel.Information,
            "Reports: {What}",
            what
        );

    /// <summary>A snapshot cannot be kept.</summary>
    public void SnapshotLost(string why) =>
        Write(87, LogEventLevel.Warning, "Snapshots: not kept, and tried again with the next: {Why}", why);

    /// <summary>Minutes of answers cannot be kept for reports.</summary>
    public void AnswersNotKept(string folder, string why) =>
        Write(88, LogEventLevel.Warning, "Reports: {Folder} takes no latency, and the minutes until it does are lost: {Why}", folder, why);
}
