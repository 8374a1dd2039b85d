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
}
