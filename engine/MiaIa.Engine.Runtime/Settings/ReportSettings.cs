using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Reports and snapshots for people. No decision reads them.</summary>
public sealed class ReportSettings
{
    /// <summary>The folder that holds both; empty = neither is made.</summary>
    [Description(
        "Folder of performance (reports at 18:05 New York on each trade date, on the last of a week and of a month; they need Projection:Path) and of snapshots (the state as JSON at the open, each signal and each close). Empty = neither."
    )]
    public string Folder { get; init; } = "data";

    /// <summary>Where reports lie; null when none are made on time.</summary>
    public string? Performance => Folder.Length == 0 ? null : Path.Combine(Folder, "performance");

    /// <summary>Where snapshots lie; null when none are kept.</summary>
    public string? Snapshots => Folder.Length == 0 ? null : Path.Combine(Folder, "snapshots");
}
