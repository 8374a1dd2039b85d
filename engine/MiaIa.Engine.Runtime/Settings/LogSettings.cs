using MiaIa.Settings;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What is said, and where.</summary>
public sealed class LogSettings
{
    /// <summary>The log file, a new one each day; empty = console only.</summary>
    [Setting("Log file, a new one each day, 14 are kept; empty = console only.")]
    public string File { get; init; } = "";

    /// <summary>Whether the log also says what only a developer needs.</summary>
    [Setting("Also log what only a developer needs.")]
    public bool Verbose { get; init; }
}
