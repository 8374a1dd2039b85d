namespace MiaIa.Evidence.Recordings;

/// <summary>A trading day of one instrument: what was recorded of its front contract, and whether it can be played.</summary>
/// <param name="Date">The trading day.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Contract">The chosen one, such as ESH24; where none was recorded the one that was wanted.</param>
public sealed record RecordedDay(DateOnly Date, string Instrument, string Contract)
{
    /// <summary>The file of its trades; empty = there is none.</summary>
    public string ScidPath { get; init; } = "";

    /// <summary>The depth of its UTC dates, rising.</summary>
    public IReadOnlyList<string> DepthPaths { get; init; } = [];

    /// <summary>The quote table that stands on it; empty = none.</summary>
    public string ChainPath { get; init; } = "";

    /// <summary>Future less index when a table of the day before was taken; null = as the two stand at the table's moment.</summary>
    public double? BasisPoints { get; init; }

    /// <summary>Yesterday's close of the volatility index, in percent a year; null = none.</summary>
    public double? VolatilityPercent { get; init; }

    /// <summary>What its file holds of it.</summary>
    public FileDay? Trades { get; init; }

    /// <summary>Stretches of its file that begin earlier than what stands before them.</summary>
    public long StepsBack { get; init; }

    /// <summary>Contracts traded in other recorded contracts on that day, by contract.</summary>
    public IReadOnlyDictionary<string, long> OtherContractsLots { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Why it cannot be played; empty = it can.</summary>
    public IReadOnlyList<string> Unusable { get; init; } = [];

    /// <summary>What should be known of its recording beside that.</summary>
    public IReadOnlyList<string> RecordingRemarks { get; init; } = [];

    /// <summary>What there is of options.</summary>
    public IReadOnlyList<string> OptionRemarks { get; init; } = [];

    /// <summary>Both.</summary>
    public IReadOnlyList<string> Remarks => [.. RecordingRemarks, .. OptionRemarks];

    /// <summary>Hours from its first trade to its last, without gaps.</summary>
    public double HoursRecorded { get; init; }

    /// <summary>Hours of the trading day.</summary>
    public double HoursOfDay { get; init; }

    /// <summary>Whether nine tenths of the trading day's hours were recorded: less is a fragment, whatever it earned.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it can be played.</summary>
    public bool CanBeUsed => Unusable.Count == 0;
}
