using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Where inputs are kept, and how surely.</summary>
public sealed class JournalSettings
{
    /// <summary>The directory of the segments; one engine each.</summary>
    [Description("Directory of the journal; it is created. One engine a directory.")]
    [Required(ErrorMessage = "a directory is needed")]
    public string Directory { get; init; } = "journal";

    /// <summary>When the journal is forced onto the device.</summary>
    [Description("When the journal is forced onto the device.")]
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Timer;

    /// <summary>The interval of <see cref="FsyncPolicy.Timer"/>, in ms.</summary>
    [Description("Interval of the Timer policy (ms).")]
    [Range(10, 60_000)]
    public int FsyncMs { get; init; } = 1000;

    /// <summary>How often a study is told, at most, what of its frames the journal has, in ms; 0 = after each message of it.</summary>
    [Description("A study is told at most this often what the journal has of it (ms); 0 = after each of its messages.")]
    [Range(0, 1_000)]
    public int AcknowledgeMs { get; init; } = 50;
}
