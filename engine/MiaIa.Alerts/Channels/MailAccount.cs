namespace MiaIa.Alerts.Channels;

/// <summary>How the connection to a mail server is made safe.</summary>
public enum MailSecurity
{
    /// <summary>In the clear first, then TLS, without which nothing is sent. Usual on port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte. Usual on port 465.</summary>
    Tls,

    /// <summary>In the clear: only to a server on this machine.</summary>
    None,
}

/// <summary>Where e-mails go out, and to whom.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is made safe.</param>
/// <param name="User">The login; empty = none.</param>
/// <param name="Password">Its password.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The receiver's address.</param>
public sealed record MailAccount(string Host, int Port, MailSecurity Security, string User, string Password, string From, string To)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{User} at {Host}:{Port}, {Security}, from {From} to {To}";
}
