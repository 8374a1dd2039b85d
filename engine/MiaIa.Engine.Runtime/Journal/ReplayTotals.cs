namespace MiaIa.Engine.Runtime.Journal;

/// <summary>What a replay has read.</summary>
public sealed class ReplayTotals
{
    /// <summary>Sound records.</summary>
    public long Records { get; internal set; }

    /// <summary>Notes among them that this engine does not know; they decide nothing.</summary>
    public long NotesPassed { get; internal set; }

    /// <summary>Bytes of sound records and headers.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Bytes of the last segment that are no sound record: a crash while writing. 0 in a whole journal.</summary>
    public long TornBytes { get; internal set; }

    /// <summary>Length of the last segment without its torn tail; 0 when it is not torn.</summary>
    public long SoundBytesOfLast { get; internal set; }

    /// <summary>End records whose decision hash the replay met.</summary>
    public int EndsConfirmed { get; private set; }

    /// <summary>The first End record whose decision hash the replay did not meet, in words; null when all were met.</summary>
    public string? Difference { get; private set; }

    internal void Compare(string path, in JournalRecord end, ulong decisionHash)
    {
        var live = RecordPayload.Number(path, end);
        if (live == decisionHash)
        {
            EndsConfirmed++;
            return;
        }

        Difference ??= $"journal {path}, byte {end.Offset}: live decided {live:x16}, the replay {decisionHash:x16}";
    }
}
