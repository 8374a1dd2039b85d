namespace MiaIa.Engine.Runtime.Journal;

/// <summary>One file of a journal, read to its end.</summary>
/// <param name="Path">The file.</param>
/// <param name="Header">Its header; null when it has none that can be trusted.</param>
/// <param name="Records">Sound records.</param>
/// <param name="SoundBytes">Where the first fault begins, in bytes; the file's length when there is none.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Fault">What is wrong with it; empty when nothing is.</param>
public sealed record SegmentReport(string Path, JournalHeader? Header, long Records, long SoundBytes, long Bytes, string Fault)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Fault.Length == 0;

    /// <summary>Whether its fault is only that a newer engine wrote it: then nothing of it is to be cut.</summary>
    public bool IsOfNewerEngine { get; init; }

    /// <summary>Stretches before one of its records of which there is no journal, in words: the device had failed. They are no fault of this file.</summary>
    public IReadOnlyList<string> Unrecorded { get; init; } = [];
}
