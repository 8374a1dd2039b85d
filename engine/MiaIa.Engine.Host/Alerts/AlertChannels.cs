using MiaIa.Alerts;
using MiaIa.Alerts.Book;
using MiaIa.Alerts.Channels;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Logs;
using MimeKit;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>The channels that the settings ask for, each behind its queue.</summary>
internal sealed class AlertChannels : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly SecretTexts _secrets;

    private AlertChannels(HttpClient client, IReadOnlyList<ChannelQueue> queues, SecretTexts secrets) =>
        (_client, Queues, _secrets) = (client, queues, secrets);

    /// <summary>In the order of the settings.</summary>
    internal IReadOnlyList<ChannelQueue> Queues { get; }

    /// <summary>Makes them; nothing is sent yet.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="credentialsFolder">Where secrets lie that no setting names.</param>
    /// <param name="time">The clock of pauses and limits.</param>
    /// <param name="secrets">What leaves this machine no more than it gets into the log; null = account numbers of IBKR alone.</param>
    /// <exception cref="CredentialsException">A secret is missing, cannot be read, or is none.</exception>
    internal static AlertChannels Open(AlertSettings settings, string credentialsFolder, TimeProvider time, SecretTexts? secrets = null)
    {
        var roots = RootsOf(settings);
        var client = WebhookChannel.ClientOf(roots);
        var queues = new List<ChannelQueue>();
        try
        {
            foreach (var channel in Of(settings, credentialsFolder, client, roots))
                queues.Add(new ChannelQueue(channel, time));
            return new(client, queues, secrets ?? new SecretTexts());
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Has all of them tell it, those that want what is so serious; account names and keys stay here.</summary>
    internal void Tell(AlertNotice notice)
    {
        var (subject, text) = (_secrets.Without(notice.Alert.Subject), _secrets.Without(notice.Alert.Text));
        foreach (var queue in Queues)
            queue.Add(notice with { Alert = notice.Alert with { Subject = subject, Text = text } });
    }

    /// <summary>What is less serious none of them sends.</summary>
    internal AlertSeverity Least => Queues.Select(queue => queue.Least).DefaultIfEmpty(AlertSeverity.Critical).Min();

    /// <summary>Rises with each message that any of them has taken.</summary>
    internal long HeardNews => Queues.Sum(queue => queue.HeardNews);

    /// <summary>Which of them have heard of an alert.</summary>
    internal IReadOnlyList<string> HeardBy(ulong id) => [.. Queues.Where(queue => queue.HasHeard(id)).Select(queue => queue.State.Name)];

    /// <summary>Goes on with what they heard before a restart.</summary>
    internal void Restore(SavedAlert saved)
    {
        foreach (var queue in Queues)
        {
            if (saved.HeardBy is not { } heard || heard.Contains(queue.State.Name))
                queue.Restore(saved.Alert.Id);
        }
    }

    /// <summary>Whether <see cref="Open"/> could make them; nothing of it stays.</summary>
    /// <inheritdoc cref="Open"/>
    internal static void Check(AlertSettings settings, string credentialsFolder)
    {
        var roots = RootsOf(settings);
        using var client = WebhookChannel.ClientOf(roots);
        _ = Of(settings, credentialsFolder, client, roots);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in Queues)
            await queue.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    // All of them before any begins: what is missing keeps the engine from starting, and must leave nothing running.
    private static List<IAlertChannel> Of(AlertSettings settings, string folder, HttpClient client, TrustedRoots? roots)
    {
        var channels = new List<IAlertChannel>();
        if (settings.Discord.Enabled)
        {
            var address = AddressOf("Discord:Url", settings.Discord.Url, folder, "discord.url");
            channels.Add(new WebhookChannel("discord", LeastOf(settings.Discord.Least), address, WebhookBody.Discord, client));
        }

        if (settings.Slack.Enabled)
        {
            var address = AddressOf("Slack:Url", settings.Slack.Url, folder, "slack.url");
            channels.Add(new WebhookChannel("slack", LeastOf(settings.Slack.Least), address, WebhookBody.Slack, client));
        }

        if (settings.Telegram is { Enabled: true } telegram)
        {
            var token = SecretOf("Telegram:Token", telegram.Token, folder, "telegram.token");
            var address = AddressOf("Telegram:Token", $"{telegram.Address.TrimEnd('/')}/bot{token}/sendMessage", folder, "telegram.token");
            channels.Add(
                new WebhookChannel(
                    "telegram",
                    LeastOf(telegram.Least),
                    address,
                    notice => WebhookBody.Telegram(notice, telegram.Chat),
                    client
                )
            );
        }

        if (settings.Mail.Enabled)
            channels.Add(MailOf(settings.Mail, folder, roots));
        return channels;
    }

    private static MailChannel MailOf(MailSettings mail, string folder, TrustedRoots? roots)
    {
        foreach (var (name, address) in new[] { ("From", mail.From), ("To", mail.To) })
        {
            if (!MailboxAddress.TryParse(address, out _))
                throw new CredentialsException($"Alerts:Mail:{name} is no e-mail address");
        }

        var password = mail.User.Length == 0 ? "" : SecretOf("Mail:Password", mail.Password, folder, "smtp.password");
        var account = new MailAccount(mail.Host, mail.Port, (MailSecurity)(int)mail.Security, mail.User, password, mail.From, mail.To);
        return new MailChannel(LeastOf(mail.Least), account, roots);
    }

    private static AlertSeverity LeastOf(AlertLevel level) => (AlertSeverity)(int)level;

    private static Uri AddressOf(string setting, string given, string folder, string file)
    {
        var text = SecretOf(setting, given, folder, file);
        // It is a secret, so that it is not said what it is.
        return WebhookSettings.IsAllowed(text)
            ? new Uri(text)
            : throw new CredentialsException(
                $"Alerts:{setting}, or the file {file}, holds no address of https, nor one of http on this machine"
            );
    }

    private static string SecretOf(string setting, string given, string folder, string file) =>
        given.Length > 0
            ? given
            : SecretFile.Read(folder, file)
                ?? throw new CredentialsException(
                    $"Alerts:{setting} is needed: write it into the file {file} of {(folder.Length == 0 ? AccessTokens.UsualFolder : folder)}, chmod 600"
                );

    private static TrustedRoots? RootsOf(AlertSettings settings)
    {
        try
        {
            return settings.TrustedCertificates.Length == 0 ? null : TrustedRoots.Read(settings.TrustedCertificates);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException($"Alerts:TrustedCertificates: {fault.Message}", fault);
        }
    }
}
