using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>What nobody waits for is shown all the same.</summary>
public sealed class UnhandledMessagesTests
{
    private static readonly Contract Option = new()
    {
        Symbol = "SPX",
        SecurityType = "OPT",
        LocalSymbol = "SPXW  260105C06800000",
    };

    [TestCase(460, "No trading permissions.")]
    [TestCase(478, "Parameters in request conflicts with contract parameters received by contract id.")]
    [TestCase(203, "The security is not available or allowed for this account.")]
    [TestCase(10159, "CCP send failed")]
    [TestCase(200, "No security definition has been found for the request")]
    public void Fault_62_a_line_that_is_refused_by_whatever_code_is_shown_with_its_text_and_asked_again(int code, string text)
    {
        var played = WithLine(out var requestId);
        played.Notice(code, text, requestId);
        Assert.That(played.AlertList, Is.EqualTo(new[] { (AlertNames.RequestRefused, AlertSeverity.Warning) }));
        Assert.That(played.Alerts[0].Text, Does.Contain($"({code}): {text}").And.Contain("SPXW  260105C06800000"));
        Assert.That(played.Reader.Refused.Single().Code, Is.EqualTo(code));
        played.Pass(61);
        Assert.That(played.Sent().OfType<LineRequest>().Count(), Is.EqualTo(1));
    }

    [TestCase(99999)]
    [TestCase(225)]
    [TestCase(502)]
    [TestCase(2171)]
    public void Fault_62_a_code_that_is_not_known_is_shown_with_its_text_once_an_episode(int code)
    {
        var played = new Played().Open();
        for (var i = 0; i < 3; i++)
            played.Notice(code, "something new");
        Assert.That(played.Alerts.Select(alert => alert.Text), Is.EqualTo(new[] { $"the Gateway says ({code}): something new" }));
        Assert.That(played.Core.Unhandled.Notices, Is.EqualTo(3));
        played.Pass(601);
        played.Notice(code, "something new");
        Assert.That(played.Alerts, Has.Count.EqualTo(2), "another episode");
    }

    [Test]
    public void Fault_62_a_frame_that_cannot_be_read_is_shown_with_message_field_and_count()
    {
        var played = new Played().Open();
        var decoder = new MessageDecoder(176, new ClientSink(played.Core, new Lock(), played.Reader, () => { }));
        decoder.Decode(Capture.Bytes("1|6|9|4|12..5|1|0|"));
        decoder.Decode(Capture.Bytes("1|6|9|4|12..5|1|0|"));
        decoder.Decode(Capture.Bytes("2|6|9|x|1|"));
        Assert.That(
            played.Alerts.Select(alert => (alert.Name, alert.Text)),
            Is.EqualTo(
                new[]
                {
                    (
                        AlertNames.FrameDropped,
                        "a frame could not be read and was dropped, the 1. since the start: tickPrice, field 4 (price): \"12..5\" is not a number or unset"
                    ),
                    (
                        AlertNames.FrameDropped,
                        "a frame could not be read and was dropped, the 3. since the start: tickSize, field 3 (tick type): \"x\" is not a whole number of 32 bits"
                    ),
                }
            )
        );
        Assert.That(played.Core.Unhandled.FramesDropped, Is.EqualTo(3));
        decoder.Decode(Capture.Bytes("5|1|2|"));
        Assert.That((played.Alerts[^1].Name, played.Alerts[^1].Severity), Is.EqualTo((AlertNames.FramePassedOver, AlertSeverity.Info)));
    }

    [TestCase(300)]
    [TestCase(366)]
    [TestCase(10148)]
    public void A_cancel_that_came_too_late_is_no_alert(int code)
    {
        var played = new Played().Open();
        played.Notice(code, "Can't find EId with tickerId:77", 77);
        Assert.That(played.Alerts, Is.Empty);
    }

    [Test]
    public void A_peer_that_invents_codes_fills_no_memory()
    {
        var played = new Played().Open();
        for (var code = 20_000; code < 30_000; code++)
            played.Notice(code, "x");
        Assert.That((played.Alerts.Count, played.Core.Unhandled.Notices), Is.EqualTo((64, 10_000)));
    }

    [Test]
    public void A_translated_text_is_shown_and_what_turns_it_round_is_not()
    {
        var played = new Played().Open();
        played.Notice(99999, "\u65E0\u6CD5\u8FDE\u63A5 f\u00FCr \u202Etxt\u200B\u0007\n\uD800");
        Assert.That(played.Alerts[0].Text, Does.EndWith("\u65E0\u6CD5\u8FDE\u63A5 f\u00FCr ?txt????"));
    }

    [TestCase(3_600, "ahead of")]
    [TestCase(-3_600, "behind")]
    public void A_clock_an_hour_off_is_said_once_and_said_again_when_it_is_off_again(double seconds, string where)
    {
        var played = new Played().Open();
        var right = played.Clock.GetUtcNow().ToUnixTimeSeconds();
        played.Core.OnGatewayTime(right);
        played.Core.OnGatewayTime(right - 5);
        Assert.That(played.Alerts, Is.Empty, "whole seconds, and an answer on its way");
        played.Core.OnGatewayTime(right + (long)seconds);
        played.Core.OnGatewayTime(right + (long)seconds);
        Assert.That(played.AlertList, Is.EqualTo(new[] { (AlertNames.ClockDiffers, AlertSeverity.Error) }));
        Assert.That(played.Alerts[0].Text, Does.Match($"the Gateway's clock is 3(600|599|601) s {where} this machine's"));
        played.Core.OnGatewayTime(right);
        played.Core.OnGatewayTime(right + (long)seconds);
        Assert.That(played.Alerts, Has.Count.EqualTo(2));
    }

    [TestCase(100, AlertSeverity.Error)]
    [TestCase(0, AlertSeverity.Warning)]
    public void Too_many_messages_lower_the_rate_of_the_next_session_too_and_it_grows_back(int code, AlertSeverity severity)
    {
        var played = new Played().Open();
        played.Notice(code, "Max rate of messages per second has been exceeded:max=50 rec=51 (1)");
        played.Notice(code, "Max rate of messages per second has been exceeded:max=50 rec=52 (2)");
        Assert.That(played.Core.SessionSettings.MessagesPerSecond, Is.EqualTo(30), "once for what was sent at once");
        Assert.That(played.Alerts[0].Severity, Is.EqualTo(severity));
        Assert.That(played.Alerts[0].Text, Does.Contain("30 instead of 40 a second").And.Contain($"({code}): Max rate"));
        played.Pass(11);
        played.Notice(code, "");
        Assert.That(played.Core.SessionSettings.MessagesPerSecond, Is.EqualTo(22));
        played.Clock.Move(1_801);
        Assert.That(played.Core.SessionSettings.MessagesPerSecond, Is.EqualTo(30));
        played.Clock.Move(1_801);
        Assert.That(played.Core.SessionSettings.MessagesPerSecond, Is.EqualTo(40));
    }

    private static Played WithLine(out int requestId)
    {
        var played = new Played();
        played.Core.Lines.Subscribe(new MarketDataSubscription(Option));
        played.Open();
        requestId = played.Sent().OfType<LineRequest>().Single().RequestId;
        return played;
    }
}
