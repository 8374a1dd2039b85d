using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Replay.Sources;

/// <summary>Which of Sierra's files to play, and how they are to be read.</summary>
/// <param name="ScidPath">Trades; the name begins with the symbol unless the instrument is given.</param>
/// <param name="Options">Where the instrument's options are taken from.</param>
public sealed record SierraSelection(string ScidPath, EngineOptions Options)
{
    /// <summary>Depth that belongs to the trades, one file a UTC day, in the order of time.</summary>
    public IReadOnlyList<string> DepthPaths { get; init; } = [];

    /// <summary>ES, MES, NQ or MNQ; null = by the file's name.</summary>
    public string? Instrument { get; init; }

    /// <summary>A Cboe quote table that stands still beside the tape; null = no options.</summary>
    public string? ChainPath { get; init; }

    /// <summary>Future less index in points, from which the index is printed each second; null = no index, and no feature 1.</summary>
    public double? BasisPoints { get; init; }

    /// <summary>The volatility index in percent a year, printed each minute; null = none, and no feature 1.</summary>
    public double? VolatilityPercent { get; init; }

    /// <summary>What a price of the files is multiplied by to give points; null = found out by the prices.</summary>
    public double? PriceMultiplier { get; init; }

    /// <summary>Nothing before this moment, Unix µs; null = from the first record.</summary>
    public long? FromUnixMicros { get; init; }

    /// <summary>Nothing at or after this moment, Unix µs; null = to the last record.</summary>
    public long? ToUnixMicros { get; init; }

    /// <summary>The study that attaches, so that what is approved becomes orders and the clock ticks as it does live; null = nobody trades.</summary>
    public Hello? Study { get; init; }

    /// <summary>What an older chain left, as a live engine begins its day with; null = nothing.</summary>
    public CarrySections? Carry { get; init; }

    /// <summary>Signal ids rise from here, ≥ 1.</summary>
    public ulong FirstSignalId { get; init; } = 1;

    /// <summary>The file is read as if it had no more records than these; null = all.</summary>
    public long? RecordsMax { get; init; }
}
