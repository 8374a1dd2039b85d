using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The SQLite database of signals, orders and trades that follows the journal. No decision reads it.</summary>
public sealed class ProjectionSettings
{
    /// <summary>The file; a relative path lies in the journal's directory; empty = none is kept.</summary>
    [Description("SQLite file of signals, orders and trades, beside the segments unless it is an absolute path; empty = none is kept.")]
    public string Path { get; init; } = "trades.db";

    /// <summary>Where the file lies; null when none is kept.</summary>
    /// <param name="journalDirectory">Of the engine: each journal has a database of its own.</param>
    public string? PathBeside(string journalDirectory) => Path.Length == 0 ? null : System.IO.Path.Combine(journalDirectory, Path);
}
