using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What is said, and where.</summary>
public sealed class LogSettings
{
    /// <summary>The log file, a new one each day; empty = console only.</summary>
    [Description("Log file, a new one each day, 14 are kept; empty = console only.")]
    public string File { get; init; } = "";

    /// <summary>The same lines as JSON, a new file each day; empty = none.</summary>
    [Description("The same lines as compact JSON for programs, a new file each day, 14 are kept; empty = none.")]
    public string JsonFile { get; init; } = "";

    /// <summary>Whether the log also says what only a developer needs.</summary>
    [Description("Also log what only a developer needs.")]
    public bool Verbose { get; init; }
}
