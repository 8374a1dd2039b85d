namespace MiaIa.Engine.Runtime.Journal;

/// <summary>One record as it stands in the reader's window: valid until the next read.</summary>
public readonly ref struct JournalRecord
{
    internal JournalRecord(long offset, JournalRecordKind kind, long receivedAtUnixNs, ReadOnlySpan<byte> room, int payloadBytes)
    {
        Offset = offset;
        Kind = kind;
        ReceivedAtUnixNs = receivedAtUnixNs;
        Room = room;
        Payload = room[..payloadBytes];
    }

    /// <summary>Where the record begins in its file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>What the payload is.</summary>
    public JournalRecordKind Kind { get; }

    /// <summary>The local clock at the edge, in ns since 1970-01-01 UTC; rises or stays within a chain.</summary>
    public long ReceivedAtUnixNs { get; }

    /// <summary>The bytes that <see cref="Kind"/> names.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The payload and everything behind it in the window, at least <see cref="SegmentReader.RoomBytes"/>.</summary>
    internal ReadOnlySpan<byte> Room { get; }
}
