using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>What the option feed delivers, and where it keeps what a restart should not ask for again.</summary>
public sealed record FeedSettings
{
    /// <summary>The folder of cached contracts and open interest; empty keeps nothing.</summary>
    public string CacheFolder { get; init; } = "";

    /// <summary>What the values are declared as: live from a Gateway; replay or synthetic from a simulator, so that no such value reaches a live chart.</summary>
    public OptionSource Source { get; init; } = OptionSource.Live;

    /// <summary>Whether the contracts' open interest is swept; not needed when a table is dropped into a folder each day.</summary>
    public bool SweepsOpenInterest { get; init; } = true;

    /// <summary>Whether QQQ options step in while those of SPX bring nothing.</summary>
    public bool HasBackup { get; init; } = true;

    /// <summary>How the SPX chain is planned.</summary>
    public PlanSettings Plan { get; init; } = new();
}
