using System.ComponentModel;

namespace MiaIa.Bridge;

/// <summary>How the bridge speaks TLS to an engine at an https address.</summary>
internal sealed class TlsSettings
{
    [Description("PEM file of the engine's certificate, or of its authority; empty = what this system trusts.")]
    public string Trust { get; init; } = "";

    [Description("PEM file of the bridge's own certificate, where the engine's Tls:ClientAuthority asks for one; empty = none.")]
    public string Certificate { get; init; } = "";

    [Description("PEM file of its private key, without a password and readable by this user alone; empty = in the same file.")]
    public string Key { get; init; } = "";

    /// <summary>Whether anything is set.</summary>
    internal bool IsSet => Trust.Length + Certificate.Length + Key.Length > 0;
}
