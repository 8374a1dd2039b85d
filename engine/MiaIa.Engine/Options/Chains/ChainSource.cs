namespace MiaIa.Engine.Options;

/// <summary>Where values come from. The numbers are those of options.proto.</summary>
public enum ChainSource : byte
{
    /// <summary>Not said; refused at the edge.</summary>
    None = 0,

    /// <summary>The exchange's, now.</summary>
    Live = 1,

    /// <summary>Late: open interest only.</summary>
    Delayed = 2,

    /// <summary>The last before a close: open interest only.</summary>
    Frozen = 3,

    /// <summary>Recorded: serves beside a study that is labelled as a replay.</summary>
    Replay = 4,

    /// <summary>Made up: serves beside a study that is labelled so.</summary>
    Synthetic = 5,
}
