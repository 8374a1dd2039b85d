using System.ComponentModel;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What is said, and where.</summary>
public sealed class LogSettings
{
    /// <summary>The folder of the files; empty = console only.</summary>
    [Description(
        "Folder of trading_, errors_ and performance_yyyyMMdd.log, a file a trading day of New York (from 18:00 on it is the next one's); packed after 7 days, deleted after 30, performance after 90. Empty = console only."
    )]
    public string Folder { get; init; } = "data/logs";

    /// <summary>Whether the same lines are kept as JSON.</summary>
    [Description("The same lines as compact JSON in files of the ending .json beside them, for programs.")]
    public bool Json { get; init; } = true;

    /// <summary>Whether the log also says what only a developer needs.</summary>
    [Description("Also log what only a developer needs.")]
    public bool Verbose { get; init; }
}
