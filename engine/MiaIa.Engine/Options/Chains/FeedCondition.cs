namespace MiaIa.Engine.Options;

/// <summary>What the options feed says of itself. The numbers are those of options.proto.</summary>
public enum FeedCondition : byte
{
    /// <summary>Nothing yet; values are judged by their age alone.</summary>
    Unknown = 0,

    /// <summary>Connected, real time.</summary>
    Up = 1,

    /// <summary>Not connected: everything is stale at once, and kept.</summary>
    Down = 2,

    /// <summary>Connected, but late: stale.</summary>
    Delayed = 3,

    /// <summary>Connected, but the last of a closed market: stale.</summary>
    Frozen = 4,
}
