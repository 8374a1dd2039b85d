using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Option chains from files, and what is kept of the days before.</summary>
public sealed class OptionSettings
{
    /// <summary>Where Cboe quote tables are dropped; empty = nowhere.</summary>
    [Description(
        "Folder where Cboe quote tables (.csv, .json, either with .gz) are dropped: read at the start and when they change. Empty = none."
    )]
    public string Folder { get; init; } = "";

    /// <summary>Whether the tables belong to the market that is replayed.</summary>
    [Description(
        "The tables belong to the day that is replayed: they serve features 1 and 8 of a study that is labelled REPLAY or SYNTHETIC. "
            + "Otherwise they are delayed, and give open interest and nothing else."
    )]
    public bool TableIsReplay { get; init; }

    /// <summary>Where put/call ratios of the days before are kept; empty = nowhere.</summary>
    [Description("Folder of the put/call ratios of the days before, one small file a root; it is created. Empty = none are kept.")]
    public string HistoryFolder { get; init; } = "options";
}
