using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>TLS of the engine's port; without it the port is for this machine only.</summary>
public sealed class TlsSettings : IValidatableObject
{
    /// <summary>The engine's own certificate; empty = no TLS.</summary>
    [Description("PEM file of the engine's certificate, and of those between it and its authority; empty = no TLS.")]
    public string Certificate { get; init; } = "";

    /// <summary>The certificate's key.</summary>
    [Description("PEM file of its private key, without a password and readable by this user alone; empty = in the same file.")]
    public string Key { get; init; } = "";

    /// <summary>Whose certificates callers must show; empty = none is asked for.</summary>
    [Description(
        "PEM file of the callers' certificates or their authority, which each must show beside its token; empty = none is asked for."
    )]
    public string ClientAuthority { get; init; } = "";

    /// <summary>Calls of one address elsewhere.</summary>
    [Description(
        "Calls of one address a second where the port is open to other machines; twice as many at once. Halt and Flatten always pass."
    )]
    [Range(1, 10_000)]
    public int CallsPerSecond { get; init; } = 20;

    /// <summary>Whether the port speaks TLS.</summary>
    public bool IsOn => Certificate.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn && Key.Length > 0)
            yield return new ValidationResult("a key without a certificate: set Tls:Certificate, too", [nameof(Key)]);
        if (!IsOn && ClientAuthority.Length > 0)
            yield return new ValidationResult("without Tls:Certificate nobody can show one: set it, too", [nameof(ClientAuthority)]);
    }
}
