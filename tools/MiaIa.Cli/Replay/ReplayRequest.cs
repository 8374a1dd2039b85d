namespace MiaIa.Cli.Replay;

/// <summary>What <c>miaia replay</c> was asked for.</summary>
internal sealed record ReplayRequest
{
    public string? ScidPath { get; init; }

    public IReadOnlyList<string> DepthPaths { get; init; } = [];

    public string? JournalPath { get; init; }

    public string? SettingsPath { get; init; }

    /// <summary>Null: as the settings have it.</summary>
    public double? CoverageFloor { get; init; }

    public string? Instrument { get; init; }

    public double? PriceMultiplier { get; init; }

    public long? FromUnixMicros { get; init; }

    public long? ToUnixMicros { get; init; }

    public string? ChainPath { get; init; }

    public double? BasisPoints { get; init; }

    public double? VolatilityPercent { get; init; }

    public int EveryMillis { get; init; } = 1_000;

    public string? CsvPath { get; init; }

    public string? JsonPath { get; init; }

    public bool IsQuiet { get; init; }

    /// <summary>Whether what was found is one JSON document.</summary>
    public bool IsJson { get; init; }
}
