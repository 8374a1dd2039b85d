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
}
