using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MiaIa.Hosting;
using MimeKit;

namespace MiaIa.Alerts.Channels;

/// <summary>Sends an e-mail, over a connection of its own each time: between two of them lie minutes to days.</summary>
public sealed class MailChannel : IAlertChannel
{
    private const int SubjectCharactersMax = 150;

    private readonly MailAccount _account;
    private readonly TrustedRoots? _roots;

    /// <summary>A channel that is ready; nothing is sent before the first message.</summary>
    /// <param name="least">Less serious alerts are not sent.</param>
    /// <param name="account">Where and to whom.</param>
    /// <param name="roots">Certificates that are trusted instead of the system's; null = the system's.</param>
    public MailChannel(AlertSeverity least, MailAccount account, TrustedRoots? roots) =>
        (Least, _account, _roots) = (least, account, roots);

    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public AlertSeverity Least { get; }

    /// <inheritdoc/>
    public async Task SendAsync(AlertNotice notice, CancellationToken cancellation)
    {
        using var message = MessageOf(notice);
        using var client = new SmtpClient();
        if (_roots is not null)
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => _roots.IsTrusted(certificate, errors);
        try
        {
            await client.ConnectAsync(_account.Host, _account.Port, SecurityOf(_account.Security), cancellation).ConfigureAwait(false);
            if (_account.User.Length > 0)
                await client.AuthenticateAsync(_account.User, _account.Password, cancellation).ConfigureAwait(false);
            await client.SendAsync(message, cancellation).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure
                    is AuthenticationException
                        or CommandException
                        or ProtocolException
                        or SslHandshakeException
                        or NotSupportedException
                        or IOException
                        or SocketException
            )
        {
            throw new ChannelException(Why(failure), IsFinal(failure), cause: failure);
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };

    // A wrong password will be wrong again, and a server without TLS has none the next time.
    private static bool IsFinal(Exception failure) =>
        failure switch
        {
            AuthenticationException or NotSupportedException => true,
            SmtpCommandException command => (int)command.StatusCode >= 500,
            _ => false,
        };

    private string Why(Exception failure)
    {
        var what = failure switch
        {
            AuthenticationException => "the login was refused",
            SslHandshakeException => "no safe connection: its certificate is not trusted, or it speaks no TLS there",
            SmtpCommandException => "the server refused",
            NotSupportedException => "the server offers no TLS",
            _ => "the server cannot be reached",
        };
        // The first line: the rest of a failed handshake is a lesson.
        var said = PrintableText.From(failure.Message.Split('\n', 2)[0].TrimEnd('\r'));
        if (_account.Password.Length > 0)
            said = said.Replace(_account.Password, "(secret)", StringComparison.Ordinal);
        return $"{_account.Host}: {what}: {said}";
    }

    private MimeMessage MessageOf(AlertNotice notice)
    {
        var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(_account.From));
        message.To.Add(MailboxAddress.Parse(_account.To));
        message.Subject = PrintableText.From($"MIA IA: {notice.Line}", SubjectCharactersMax);
        message.Body = new TextPart("plain") { Text = WebhookBody.TextOf(notice) + "\n" };
        // Machines that answer letters of absence leave these alone.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
