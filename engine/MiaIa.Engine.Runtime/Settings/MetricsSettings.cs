using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Metrics and health, on a port of this machine.</summary>
public sealed class MetricsSettings : IValidatableObject
{
    private const int AfterEngine = 3;

    /// <summary>Whether they are served.</summary>
    [Description("Whether /metrics (Prometheus), /healthz and /readyz are served, on a loopback address.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Their port; empty = the third after the engine's.</summary>
    [Description("Port of metrics and health; 0 takes a free one; not set: the engine's Port + 3, or a free one where that is 0.")]
    [Range(0, 65_535)]
    public int? Port { get; init; }

    /// <summary>Where metrics are sent by OTLP; empty = nowhere.</summary>
    [Description("Address to which metrics are sent by OTLP each 10 s, such as http://127.0.0.1:4318/v1/metrics; empty = nowhere.")]
    public string OtlpEndpoint { get; init; } = "";

    /// <summary>The port.</summary>
    /// <param name="enginePort">The engine's as it is set; 0 = a free one.</param>
    public int PortBeside(int enginePort) => Port ?? (enginePort == 0 ? 0 : enginePort + AfterEngine);

    /// <summary>Why the port cannot be as it is set; null when it can.</summary>
    /// <param name="enginePort">The engine's as it is set; 0 = a free one.</param>
    /// <param name="page">The page, which has two ports.</param>
    public string? Contradiction(int enginePort, PageSettings page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var port = PortBeside(enginePort);
        if (!Enabled || port == 0)
            return null;
        if (port == enginePort)
            return $"Metrics:Port {port} is the engine's own Port: metrics need another";
        if (page.Enabled && port == page.PortBeside(enginePort))
            return $"Metrics:Port and Page:Port are both {port}: each needs its own";
        return page.Enabled && port == page.StreamPortBeside(enginePort)
            ? $"Metrics:Port and Page:StreamPort are both {port}: each needs its own"
            : null;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isAddress = Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (OtlpEndpoint.Length > 0 && !isAddress)
            yield return new ValidationResult("must be an address that begins with http:// or https://", [nameof(OtlpEndpoint)]);
    }
}
