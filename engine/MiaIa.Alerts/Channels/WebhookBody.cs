using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MiaIa.Alerts.Channels;

/// <summary>What each service wants to be sent: as Discord's "Execute Webhook", Slack's incoming webhooks and Telegram's sendMessage describe it.</summary>
public static class WebhookBody
{
    private const int DiscordCharactersMax = 2_000;
    private const int TelegramCharactersMax = 4_096;

    // Slack cuts later, and nobody reads more.
    private const int SlackCharactersMax = 3_000;

    // The text goes into JSON, not into HTML: an arrow or an accent may stand as it is.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For Discord. Nobody is called by name, whatever stands in the text.</summary>
    public static string Discord(AlertNotice notice) =>
        JsonSerializer.Serialize(
            new { content = Cut(TextOf(notice), DiscordCharactersMax), allowed_mentions = new { parse = Array.Empty<string>() } },
            Plain
        );

    /// <summary>For Slack, which reads three signs as its own.</summary>
    public static string Slack(AlertNotice notice)
    {
        var text = Cut(TextOf(notice), SlackCharactersMax);
        text = text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return JsonSerializer.Serialize(new { text }, Plain);
    }

    /// <summary>For Telegram: plain text; what is only information makes no sound.</summary>
    public static string Telegram(AlertNotice notice, string chat)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return JsonSerializer.Serialize(
            new
            {
                chat_id = chat,
                text = Cut(TextOf(notice), TelegramCharactersMax),
                disable_notification = notice.Alert.Severity == AlertSeverity.Information,
            },
            Plain
        );
    }

    /// <summary>The whole message in plain text: what is so, since when, and what helps.</summary>
    public static string TextOf(AlertNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var alert = notice.Alert;
        var time = string.Create(CultureInfo.InvariantCulture, $"since {alert.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        var help = notice.Cause is NoticeCause.Resolved or NoticeCause.Expired ? "" : $"\n{AlertKinds.Of(alert.Code).Does}";
        return $"MIA IA: {notice.Line}\n{time}{help}";
    }

    private static string Cut(string text, int charactersMax) => text.Length <= charactersMax ? text : text[..(charactersMax - 1)] + "…";
}
