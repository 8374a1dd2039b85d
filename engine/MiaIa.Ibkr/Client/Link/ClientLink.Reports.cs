using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Client;

/// <content>What the trader is told of an outage, each once, and more when it lasts.</content>
internal sealed partial class ClientLink
{
    private const string Overdue = "overdue";

    // IBKR's own short losses heal within seconds; what lasts longer than this is somebody's business.
    private static readonly TimeSpan LostMax = TimeSpan.FromMinutes(1);

    // A restart late in its hour goes on beyond it.
    private static readonly TimeSpan RestartMax = TimeSpan.FromMinutes(15);

    private static readonly string[] OutageAlerts =
    [
        AlertNames.Disconnected,
        AlertNames.StillDisconnected,
        AlertNames.GatewayWedged,
        AlertNames.LoginNeeded,
        AlertNames.GatewayUnsuitable,
        AlertNames.ClientIdTaken,
        AlertNames.ClientIdSeemsTaken,
        AlertNames.IbkrLost,
    ];

    private void CloseOutage()
    {
        foreach (var name in OutageAlerts)
        {
            alerts.Close(name);
            alerts.Close(name, Overdue);
        }
    }

    private void ReportBack(string text)
    {
        alerts.Close(AlertNames.IbkrLost);
        alerts.Close(AlertNames.StillDisconnected);
        alerts.Raise(AlertNames.IbkrBack, AlertSeverity.Info, text);
    }

    /// <summary>Says once an outage what happened, and more only when somebody has to do something.</summary>
    private void Report(SessionEnd end)
    {
        var (name, severity) = end.Cause switch
        {
            SessionEndCause.NoHello or SessionEndCause.WriteBlocked or SessionEndCause.HeartbeatLost => (
                AlertNames.GatewayWedged,
                AlertSeverity.Error
            ),
            SessionEndCause.NotReady => (AlertNames.LoginNeeded, AlertSeverity.Error),
            SessionEndCause.VersionRefused
            or SessionEndCause.SimulatorRefused
            or SessionEndCause.BrokenStream
            or SessionEndCause.RedirectedTooOften => (AlertNames.GatewayUnsuitable, AlertSeverity.Error),
            SessionEndCause.ClientIdInUse => (AlertNames.ClientIdTaken, AlertSeverity.Warning),
            _ => (AlertNames.Disconnected, AlertSeverity.Warning),
        };
        if (IsExpected)
            severity = AlertSeverity.Info;
        var expected =
            !IsExpected ? ""
            : ExpectedRestart.IsWeekly(time.GetUtcNow()) ? "; expected: the weekly logout"
            : "; expected: the nightly restart";
        alerts.RaiseOnce(name, severity, end.Text + expected);
        // A session that stood briefly does not make the attempts quick again, but its end alone is no long outage.
        if (_failures <= settings.QuickAttempts || _outageFailures < 2)
            return;
        alerts.RaiseOnce(
            AlertNames.StillDisconnected,
            IsExpected ? AlertSeverity.Info : AlertSeverity.Error,
            $"{Address} did not come back by {settings.QuickAttempts} quick attempts: it is tried every {settings.SlowWaitMin.TotalSeconds} to {settings.SlowWaitMax.TotalSeconds} s for ever{expected}"
        );
    }

    /// <summary>The session stands, so that nothing is tried again: whether IBKR comes back is seen by waiting, or by a person.</summary>
    private void ReportStillLost()
    {
        if (IsExpected)
            return;
        alerts.RaiseOnce(
            AlertNames.StillDisconnected,
            AlertSeverity.Error,
            $"the Gateway has been without IBKR for {(Now - _lostAt).TotalSeconds:F0} s: look at its window, at this PC's connection and at IBKR's system status"
        );
    }

    private void ReportSeemsTaken() =>
        alerts.RaiseOnce(
            AlertNames.ClientIdSeemsTaken,
            AlertSeverity.Warning,
            $"the Gateway hung up {_silentHangUps} times without a word: another client probably holds client id {ClientId}; close that client, or restart the Gateway"
        );

    /// <summary>
    /// What was expected is told as information; once its hours are over and the Gateway is still away, a person is needed. The weekly logout wants the
    /// second factor, and a nightly restart can fail.
    /// </summary>
    private void ReportOverdue()
    {
        if (!ExpectedRestart.Covers(_outageSince) || IsExpected)
            return;
        if (ExpectedRestart.IsWeekly(_outageSince))
        {
            alerts.RaiseOnce(
                AlertNames.LoginNeeded,
                AlertSeverity.Error,
                "the Gateway has been away since the weekly logout: log it in again with the second factor",
                Overdue
            );
        }
        else if (time.GetUtcNow() - _outageSince >= RestartMax)
        {
            alerts.RaiseOnce(
                AlertNames.StillDisconnected,
                AlertSeverity.Error,
                $"{Address} has been away since the nightly restart: look at the Gateway's window, and start it or log it in",
                Overdue
            );
        }
    }
}
