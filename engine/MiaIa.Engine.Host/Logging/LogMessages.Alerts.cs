using MiaIa.Alerts;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>Alerts.</content>
internal sealed partial class LogMessages
{
    /// <summary>An alert is told.</summary>
    public void Alert(AlertNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var level = notice.Cause is NoticeCause.Resolved or NoticeCause.Expired
            ? LogEventLevel.Information
            : notice.Alert.Severity switch
            {
                AlertSeverity.Critical or AlertSeverity.Error => LogEventLevel.Error,
                AlertSeverity.Warning => LogEventLevel.Warning,
                _ => LogEventLevel.Information,
            };
        Write(90, level, "ALERT {Line}", notice.Line);
    }

    /// <summary>Somebody has seen it.</summary>
    public void AlertAcknowledged(ulong id, int count, string by) =>
        Write(91, LogEventLevel.Information, "alert {Id}: {Count} acknowledged by {By}", id == 0 ? "all" : id, count, by);

    /// <summary>Alerts of before the restart go on.</summary>
    public void AlertsRestored(int open) =>
        Write(
            120,
            LogEventLevel.Information,
            "alerts from before the start that are still open: {Open}; only what is critical is told again",
            open
        );

    /// <summary>A new book of alerts begins.</summary>
    public void AlertsNotRead(string path, string why) =>
        Write(121, LogEventLevel.Warning, "the alerts from before the start cannot be read, and are told anew: {Path}: {Why}", path, why);

    /// <summary>After a restart they would be told anew.</summary>
    public void AlertsNotKept(string path, string why) =>
        Write(122, LogEventLevel.Warning, "alerts cannot be kept for the next start: {Path}: {Why}", path, why);
}
