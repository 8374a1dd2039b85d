namespace MiaIa.Engine.Runtime.Settings;

/// <summary>When the journal is forced onto the device. Whatever is chosen, a process that dies loses nothing that was acknowledged.</summary>
public enum FsyncPolicy
{
    /// <summary>Every <see cref="JournalSettings.FsyncMs"/>: a power cut costs at most that.</summary>
    Timer,

    /// <summary>Before each acknowledgement: a power cut costs nothing, every answer waits for the device.</summary>
    EveryDrain,

    /// <summary>When the operating system likes.</summary>
    Never,
}
