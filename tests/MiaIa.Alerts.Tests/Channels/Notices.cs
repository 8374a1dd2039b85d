namespace MiaIa.Alerts.Tests.Channels;

internal static class Notices
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    internal static AlertNotice Of(
        string text = "nothing has traded for 61 s",
        AlertCode code = AlertCode.NoVolume,
        AlertSeverity severity = AlertSeverity.Error,
        NoticeCause cause = NoticeCause.Raised,
        string subject = "ES"
    ) => new(cause, new Alert(1, code, subject, severity, text, At, At, 1));
}
