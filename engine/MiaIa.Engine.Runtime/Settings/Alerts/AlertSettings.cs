using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>How a person hears of what goes wrong. Log and page always have every alert.</summary>
public sealed class AlertSettings : IValidatableObject
{
    /// <summary>Whether studies show the most serious one.</summary>
    [Description("Whether the study's panel shows the most serious alert that nobody has acknowledged.")]
    public bool Chart { get; init; } = true;

    /// <summary>Certificates that the servers below are trusted by.</summary>
    [Description("PEM file of certificates that the servers below are trusted by; empty = the system's.")]
    public string TrustedCertificates { get; init; } = "";

    /// <summary>Discord.</summary>
    [Description("A Discord channel, by a webhook; its address is a secret.")]
    public WebhookSettings Discord { get; init; } = new();

    /// <summary>Slack.</summary>
    [Description("A Slack channel, by an incoming webhook; its address is a secret.")]
    public WebhookSettings Slack { get; init; } = new();

    /// <summary>Telegram.</summary>
    [Description("A Telegram chat, by a bot.")]
    public TelegramSettings Telegram { get; init; } = new();

    /// <summary>E-mail.</summary>
    [Description("E-mail, by an SMTP server.")]
    public MailSettings Mail { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Telegram is { Enabled: true, Chat.Length: 0 })
            yield return new ValidationResult("Telegram:Chat is needed", [nameof(Telegram)]);
        if (!WebhookSettings.IsAllowed(Telegram.Address))
            yield return new ValidationResult("Telegram:Address: https, or http to this machine", [nameof(Telegram)]);
        if (Mail.Enabled && (Mail.Host.Length == 0 || Mail.From.Length == 0 || Mail.To.Length == 0))
            yield return new ValidationResult("Mail:Host, Mail:From and Mail:To are needed", [nameof(Mail)]);
        if (Mail is { Enabled: true, Security: MailProtection.None } && !WebhookSettings.IsThisMachine(Mail.Host))
            yield return new ValidationResult("Mail:Security None is for a server on this machine only", [nameof(Mail)]);
    }
}
