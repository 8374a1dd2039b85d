using System.ComponentModel.DataAnnotations;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace MiaIa.Hosting.Tests;

internal enum SampleMode
{
    DryRun,
    Live,
}

internal sealed class SampleSettings : IValidatableObject
{
    [Description("Where the server listens.")]
    [Range(0, 65535)]
    public int Port { get; init; } = 50551;

    [Description("Share of the score that must be valid (share).")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double CoverageFloor { get; init; } = 0.70;

    [Description("What may be ordered.")]
    public SampleMode Mode { get; init; } = SampleMode.DryRun;

    [Description("Where records go.")]
    [Required]
    public string? Journal { get; init; }

    [Description("How much is said.")]
    [AllowedValues("quiet", "loud")]
    public string Log { get; init; } = "quiet";

    [Description("Opens the door.")]
    [DataType(DataType.Password)]
    public string Token { get; init; } = "";

    [Description("Whether a halt is kept.")]
    public bool Latch { get; init; } = true;

    [Description("Transport security.")]
    public SampleTls Tls { get; init; } = new();

    [Description("What is traded.")]
    public IReadOnlyList<SampleInstrument> Instruments { get; init; } =
    [new SampleInstrument { Name = "ES" }, new SampleInstrument { Name = "MES", BaseContracts = 10 }];

    [Description("What rings.")]
    public IReadOnlyList<SampleBell> Bells { get; init; } = [];

    [Description("Extra listeners.")]
    [Range(1, 9)]
    public IReadOnlyList<int> Extra { get; init; } = [];

    /// <summary>Without the attribute a property is no setting.</summary>
    public int Derived => Port + 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == SampleMode.Live && Token.Length == 0)
            yield return new ValidationResult("live needs a Token", [nameof(Mode)]);
    }
}

internal sealed class SampleTls
{
    [Description("The certificate.")]
    public string Certificate { get; init; } = "";

    [Description("How long a handshake may take (ms).")]
    [Range(1, 60000)]
    public int HandshakeMs { get; init; } = 5000;
}

internal sealed class SampleBell
{
    [Description("How often it rings.")]
    [Range(1, 9)]
    public int Rings { get; init; } = 1;
}

internal sealed class SampleInstrument
{
    [Description("The root.")]
    [Key]
    [AllowedValues("ES", "MES", "NQ")]
    public string Name { get; init; } = "";

    [Description("The smallest move (points).")]
    [Range(0.0001, 1000.0)]
    public double TickSizePoints { get; init; } = 0.25;

    [Description("Contracts at multiplier 1.")]
    [Range(1, 1000)]
    public int BaseContracts { get; init; } = 1;
}
