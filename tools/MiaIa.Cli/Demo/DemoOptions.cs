using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Demo;

/// <summary>What <c>miaia demo</c> was asked to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>Recorded trades; null makes a session up.</summary>
    public string? ScidPath { get; init; }

    /// <summary>Recorded depth that belongs to them.</summary>
    public string? DepthPath { get; init; }

    /// <summary>Market seconds in a second of wall time; 0 = as fast as the study takes it.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Names the made-up session.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>A Cboe quote table that the simulated Gateway serves; null = a made-up chain.</summary>
    public string? ChainPath { get; init; }

    /// <summary>Whether a simulated Gateway with options runs beside the engine.</summary>
    public bool HasOptions { get; init; }

    /// <summary>Whether the stand-in executes orders in its trade simulation; otherwise the engine fills them on paper.</summary>
    public bool Trades { get; init; }

    /// <summary>Length of the made-up session.</summary>
    public int Minutes { get; init; } = SyntheticSession.MinutesOfTheStory;

    /// <summary>Folder that keeps session, journal and logs; null = a temporary one that is removed.</summary>
    public string? KeepFolder { get; init; }

    /// <summary>Whether the programs stay when all was played, so that one can look at the page.</summary>
    public bool Stays { get; init; }

    /// <summary>File for a picture of the chart; null = none.</summary>
    public string? PicturePath { get; init; }

    /// <summary>When the picture is taken, in market seconds after the first trade; 0 = at the end of the session.</summary>
    public double PictureAtSeconds { get; init; }

    /// <summary>The engine's coverage floor: the made-up session is shorter than what every feature needs to be ready.</summary>
    public double CoverageFloor { get; init; } = 0.30;

    /// <summary>The engine, instead of the one built in this repository.</summary>
    public string? EnginePath { get; init; }

    /// <summary>The bridge, instead of the one built in this repository.</summary>
    public string? BridgePath { get; init; }

    /// <summary>The simulated Gateway, instead of the one built in this repository.</summary>
    public string? GatewayPath { get; init; }

    /// <summary>The stand-in for Sierra, instead of the one built in this repository.</summary>
    public string? HostPath { get; init; }

    /// <summary>Whether the standard output is to hold one JSON document, and the lines stand beside it.</summary>
    public bool IsJson { get; init; }

    /// <summary>The study library, instead of the one built in this repository.</summary>
    public string? StudyPath { get; init; }
}
