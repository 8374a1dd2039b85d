namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>How a connection to a mail server is made safe.</summary>
public enum MailProtection
{
    /// <summary>In the clear first, then TLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear.</summary>
    None,
}
