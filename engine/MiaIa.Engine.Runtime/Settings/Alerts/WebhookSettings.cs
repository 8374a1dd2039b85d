using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>An address that takes messages.</summary>
public sealed class WebhookSettings
{
    /// <summary>Whether messages are sent there.</summary>
    [Description("Whether alerts are sent there.")]
    public bool Enabled { get; init; }

    /// <summary>The whole address; a secret.</summary>
    [Description(
        "The whole address; better in a file of the credentials folder, discord.url or slack.url, which counts while this is empty."
    )]
    [DataType(DataType.Password)]
    public string Url { get; init; } = "";

    /// <summary>Less serious alerts are not sent.</summary>
    [Description("Less serious alerts are not sent.")]
    public AlertLevel Least { get; init; } = AlertLevel.Warning;

    /// <summary>Whether a secret may go to an address: over TLS, or without leaving this machine.</summary>
    public static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri.Host)));

    /// <summary>Whether a name is this machine's.</summary>
    public static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
