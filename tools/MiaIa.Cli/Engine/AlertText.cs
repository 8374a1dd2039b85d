using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Alerts in lines.</summary>
internal static class AlertText
{
    private const int TextCharactersMax = 400;

    internal static IEnumerable<string> Lines(AlertList list)
    {
        if (list.Alert.Count == 0)
            yield return "no alert";
        foreach (var alert in list.Alert)
            yield return Line(alert);
        foreach (var channel in list.Channel)
        {
            var failure = channel.LastFailure.Length == 0 ? "" : $"; {PrintableText.From(channel.LastFailure, TextCharactersMax)}";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"channel {PrintableText.From(channel.Name)}: {channel.Sent} sent, {channel.Failed} given up, {channel.Dropped} dropped, {channel.Waiting} wait{failure}"
            );
        }
    }

    internal static IEnumerable<string> Lines(TestAlertsReply reply)
    {
        foreach (var result in reply.Result)
        {
            var text = PrintableText.From(result.Text, TextCharactersMax);
            yield return $"{(result.Sent ? "OK  " : "FAIL")} {PrintableText.From(result.Channel)}: {text}";
        }

        if (reply.Result.Count <= 1)
            yield return "no other channel is on: see Alerts in the engine's settings";
    }

    private static string Line(AlertView alert)
    {
        var state = (alert.OverUnixMs != 0, alert.Resolved, alert.AcknowledgedBy.Length > 0) switch
        {
            (true, true, _) => $"resolved {Time(alert.OverUnixMs)}",
            (true, false, _) => $"expired {Time(alert.OverUnixMs)}",
            (_, _, true) => $"acknowledged by {PrintableText.From(alert.AcknowledgedBy)}",
            _ => "open",
        };
        var subject = alert.Subject.Length == 0 ? "" : $" {PrintableText.From(alert.Subject)}";
        var times = alert.Count > 1 ? $", {Counted.Of(alert.Count, "time")}" : "";
        return $"{alert.Id, 4} {alert.Severity.ToString().ToUpperInvariant(), -11} {PrintableText.From(alert.Code)}{subject}: {PrintableText.From(alert.Text, TextCharactersMax)} ({state}, since {Time(alert.SinceUnixMs)}{times})";
    }

    private static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
