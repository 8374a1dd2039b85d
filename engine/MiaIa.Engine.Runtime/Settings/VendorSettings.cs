using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Levels of vendors, shown beside ours on the page. No decision reads them.</summary>
public sealed class VendorSettings
{
    /// <summary>MenthorQ's file; empty = none.</summary>
    [Description(
        "MenthorQ's file for Sierra Chart, such as SierraChart Q-Levels.txt in Sierra's data folder; read anew when it changes. Empty = none."
    )]
    public string MenthorQFile { get; init; } = "";

    /// <summary>A table with SpotGamma's heads; empty = none.</summary>
    [Description(
        "A CSV with a column Symbol and levels under heads such as Call Wall, Put Wall, Key Gamma Strike; read anew when it changes. Empty = none."
    )]
    public string CsvFile { get; init; } = "";
}
