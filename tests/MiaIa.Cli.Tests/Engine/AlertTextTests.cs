using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class AlertTextTests
{
    private const long At = 1_772_636_400_000;

    [Test]
    public void An_alert_is_one_line_with_its_number_first()
    {
        var list = new AlertList
        {
            Alert =
            {
                Alert(a => (a.Id, a.Code, a.Subject, a.Severity, a.Count) = (3, "no_volume", "ES", Severity.Error, 2)),
                Alert(a => (a.Id, a.Code, a.AcknowledgedBy) = (4, "halted", "miaia as me")),
                Alert(a => (a.Id, a.Code, a.OverUnixMs, a.Resolved) = (1, "disk_low", At + 60_000, true)),
                Alert(a => (a.Id, a.Code, a.OverUnixMs) = (2, "premium_signal", At + 60_000)),
            },
            Channel =
            {
                new AlertChannelState
                {
                    Name = "mail",
                    Sent = 3,
                    Failed = 1,
                    LastFailure = "the login was refused",
                },
            },
        };
        const string expected = """
               3 ERROR       no_volume ES: text (open, since 2026-03-04 15:00:00 UTC, 2 times)
               4 WARNING     halted: text (acknowledged by miaia as me, since 2026-03-04 15:00:00 UTC)
               1 WARNING     disk_low: text (resolved 2026-03-04 15:01:00 UTC, since 2026-03-04 15:00:00 UTC)
               2 WARNING     premium_signal: text (expired 2026-03-04 15:01:00 UTC, since 2026-03-04 15:00:00 UTC)
            channel mail: 3 sent, 1 given up, 0 dropped, 0 wait; the login was refused
            """;
        Assert.That(string.Join('\n', AlertText.Lines(list)), Is.EqualTo(expected));
    }

    [Test]
    public void Without_alerts_it_says_so() => Assert.That(AlertText.Lines(new AlertList()).Single(), Is.EqualTo("no alert"));

    [Test]
    public void A_test_says_what_became_of_each_channel()
    {
        var reply = new TestAlertsReply
        {
            Result =
            {
                new AlertTestResult
                {
                    Channel = "log",
                    Sent = true,
                    Text = "written",
                },
            },
        };
        Assert.That(AlertText.Lines(reply).Last(), Does.StartWith("no other channel is on"));
        reply.Result.Add(new AlertTestResult { Channel = "slack", Text = "answered 404: no_service" });
        Assert.That(string.Join('\n', AlertText.Lines(reply)), Is.EqualTo("OK   log: written\nFAIL slack: answered 404: no_service"));
    }

    [Test]
    public void What_a_terminal_would_take_for_a_command_is_shown_as_it_is()
    {
        var list = new AlertList { Alert = { Alert(a => a.Text = "a\u001b[2Jb\nc") } };
        Assert.That(AlertText.Lines(list).Single(), Does.Contain("a\\u001b[2Jb\\u000ac"));
    }

    private static AlertView Alert(Action<AlertView> set)
    {
        var alert = new AlertView
        {
            Severity = Severity.Warning,
            Text = "text",
            SinceUnixMs = At,
            Count = 1,
        };
        set(alert);
        return alert;
    }
}
