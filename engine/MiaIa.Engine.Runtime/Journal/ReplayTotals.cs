using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>What a replay has read.</summary>
public sealed class ReplayTotals
{
    private readonly List<string> _unrecorded = [];

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

    /// <summary>The first End record whose decision hash, or the first order intent, that the replay did not meet, in words; null when all were met.</summary>
    public string? Difference { get; private set; }

    /// <summary>Order intents that the journal recorded.</summary>
    public long IntentsRecorded { get; internal set; }

    /// <summary>The mode that the newest orders are of; null when the journal holds none, or is an older engine's.</summary>
    public TradingMode? Mode { get; internal set; }

    /// <summary>Stretches without a journal, in words, oldest first: the device had failed, and what left then has no record.</summary>
    public IReadOnlyList<string> Unrecorded => _unrecorded;

    internal void AddUnrecorded(string stretch) => _unrecorded.Add(stretch);

    internal void Differs(string difference) => Difference ??= difference;

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
