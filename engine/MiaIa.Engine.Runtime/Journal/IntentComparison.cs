namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// Holds the order intents that a replay makes against those that the live run recorded, in order. One that was made and not recorded never
/// left, or left as an exit while the journal was dead: it is counted. One that was recorded and is not made again is a difference.
/// </summary>
public sealed class IntentComparison
{
    // An engine that has made so many without a single record has another fault than this one.
    private const int WaitingMax = 4096;

    private readonly Queue<byte[]> _waiting = [];

    /// <summary>Intents made as they were recorded.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Intents made that the journal has no record of.</summary>
    public long NeverRecorded { get; private set; }

    /// <summary>The step made an intent. The bytes are those that live records: <see cref="IntentRecord"/>.</summary>
    public void Made(ReadOnlySpan<byte> intent)
    {
        if (_waiting.Count == WaitingMax)
        {
            _waiting.Dequeue();
            NeverRecorded++;
        }

        _waiting.Enqueue(intent.ToArray());
    }

    /// <summary>Takes a recorded intent. Returns the difference in words, or null when the replay made the same.</summary>
    internal string? Compare(string path, in JournalRecord record)
    {
        var before = 0;
        foreach (var made in _waiting)
        {
            if (record.Payload.SequenceEqual(made))
            {
                for (var i = 0; i <= before; i++)
                    _waiting.Dequeue();
                NeverRecorded += before;
                Confirmed++;
                return null;
            }

            before++;
        }

        return $"journal {path}, byte {record.Offset}: an order intent was recorded that the replay does not make";
    }

    /// <summary>The journal is read to its end.</summary>
    internal void End()
    {
        NeverRecorded += _waiting.Count;
        _waiting.Clear();
    }
}
