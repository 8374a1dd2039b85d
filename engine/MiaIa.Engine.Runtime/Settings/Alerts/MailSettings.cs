using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>A mail server and who is written to.</summary>
public sealed class MailSettings
{
    /// <summary>Whether e-mails are sent.</summary>
    [Description("Whether alerts are sent by e-mail.")]
    public bool Enabled { get; init; }

    /// <summary>The server.</summary>
    [Description("The SMTP server.")]
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    [Description("Its port: 587 for StartTls, 465 for Tls.")]
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>How the connection is made safe.</summary>
    [Description("StartTls and Tls send nothing without TLS; None is for a server on this machine.")]
    public MailProtection Security { get; init; } = MailProtection.StartTls;

    /// <summary>The login; empty = none.</summary>
    [Description("The login; empty = none.")]
    public string User { get; init; } = "";

    /// <summary>Its password; a secret.</summary>
    [Description("The login's password; better in the file smtp.password of the credentials folder, which counts while this is empty.")]
    [DataType(DataType.Password)]
    public string Password { get; init; } = "";

    /// <summary>The sender's address.</summary>
    [Description("The sender's address.")]
    public string From { get; init; } = "";

    /// <summary>The receiver's address.</summary>
    [Description("The receiver's address.")]
    public string To { get; init; } = "";

    /// <summary>Less serious alerts are not sent.</summary>
    [Description("Less serious alerts are not sent.")]
    public AlertLevel Least { get; init; } = AlertLevel.Error;
}
