using System.ComponentModel.DataAnnotations;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace MiaIa.Settings.Tests;

internal enum SampleMode
{
    DryRun,
    Live,
}

internal sealed class SampleSettings : ICrossChecked
{
    [Setting("Where the server listens.")]
    [Range(0, 65535)]
    public int Port { get; init; } = 50551;

    [Setting("Share of the score that must be valid.", Unit = "share")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double CoverageFloor { get; init; } = 0.70;

    [Setting("What may be ordered.")]
    public SampleMode Mode { get; init; } = SampleMode.DryRun;

    [Setting("Where records go.")]
    [Required]
    public string? Journal { get; init; }

    [Setting("How much is said.")]
    [AllowedValues("quiet", "loud")]
    public string Log { get; init; } = "quiet";

    [Setting("Opens the door.", Secret = true)]
    public string Token { get; init; } = "";

    [Setting("Whether a halt is kept.")]
    public bool Latch { get; init; } = true;

    [Setting("Transport security.")]
    public SampleTls Tls { get; init; } = new();

    [Setting("What is traded.")]
    public IReadOnlyList<SampleInstrument> Instruments { get; init; } = [new SampleInstrument { Name = "ES" }];

    [Setting("Extra listeners.")]
    [Range(1, 9)]
    public IReadOnlyList<int> Extra { get; init; } = [];

    /// <summary>Without the attribute a property is no setting.</summary>
    public int Derived => Port + 1;

    public IEnumerable<SettingProblem> Problems()
    {
        if (Mode == SampleMode.Live && Token.Length == 0)
            yield return new SettingProblem("Mode", "Live", "the whole", "live needs a Token");
    }
}

internal sealed class SampleTls
{
    [Setting("The certificate.")]
    public string Certificate { get; init; } = "";

    [Setting("How long a handshake may take.", Unit = "ms")]
    [Range(1, 60000)]
    public int HandshakeMs { get; init; } = 5000;
}

internal sealed class SampleInstrument
{
    [Setting("The root.")]
    [Required]
    public string Name { get; init; } = "";

    [Setting("The smallest move.", Unit = "points")]
    [Range(0.0001, 1000.0)]
    public double TickSizePoints { get; init; } = 0.25;
}
