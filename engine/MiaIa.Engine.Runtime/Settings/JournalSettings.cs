using System.ComponentModel.DataAnnotations;
using MiaIa.Settings;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Where inputs are kept, and how surely.</summary>
public sealed class JournalSettings
{
    /// <summary>The directory of the segments; one engine each.</summary>
    [Setting("Directory of the journal; it is created. One engine a directory.")]
    public string Directory { get; init; } = "journal";

    /// <summary>When the journal is forced onto the device.</summary>
    [Setting("When the journal is forced onto the device.")]
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Timer;

    /// <summary>The interval of <see cref="FsyncPolicy.Timer"/>, in ms.</summary>
    [Setting("Interval of the Timer policy.", Unit = "ms")]
    [Range(10, 60_000)]
    public int FsyncMs { get; init; } = 1000;
}
