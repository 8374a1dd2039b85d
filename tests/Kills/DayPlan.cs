using MiaIa.SierraFiles.Synthetic;

namespace Kills;

/// <summary>The files of a market.</summary>
internal sealed record MarketFiles(string Scid, string Depth);

/// <summary>Whose market is traded, how fast, and how the engine, the study and Sierra are set. Unless it says otherwise, in Sierra's simulation.</summary>
internal sealed record DayPlan
{
    /// <summary>Makes the market's files in a folder.</summary>
    internal required Func<string, MarketFiles> Market { get; init; }

    /// <summary>The engine's mode.</summary>
    internal string EngineMode { get; init; } = "Sim";

    /// <summary>What the engine's settings list for live; none leaves live switched off.</summary>
    internal string LiveAccount { get; init; } = "";

    /// <summary>Whether live is allowed on a tape that is more than a day old, as every one of ours is.</summary>
    internal bool IsPlayedTapeAllowed { get; init; } = true;

    /// <summary>The study's mode.</summary>
    internal string StudyMode { get; init; } = "Sim";

    /// <summary>What a person has written into the study's input.</summary>
    internal string ConfirmedAccount { get; init; } = "";

    /// <summary>Sierra's switch: sim or live.</summary>
    internal string Sierra { get; init; } = "sim";

    /// <summary>The account that is selected in Sierra.</summary>
    internal string Account { get; init; } = "Sim1";

    /// <summary>Whether the chart says that it is in replay.</summary>
    internal bool IsReplay { get; init; }

    /// <summary>Market seconds in a second.</summary>
    internal int Speed { get; init; } = 45;

    /// <summary>Minutes that are in the chart before the study is.</summary>
    internal int HistoryMinutes { get; init; } = 40;

    /// <summary>Steps that break Sierra's order side.</summary>
    internal string Script { get; init; } = "";

    /// <summary>Of the script's random steps.</summary>
    internal ulong Seed { get; init; } = 1;

    /// <summary>A made-up market, which its symbol says.</summary>
    internal static MarketFiles MadeUp(string folder, ulong seed, int minutes)
    {
        var files = SyntheticSession.Write(folder, seed, minutes);
        return new(files.ScidPath, files.DepthPath);
    }
}
