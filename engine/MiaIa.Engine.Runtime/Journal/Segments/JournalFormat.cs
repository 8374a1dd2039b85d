using System.Buffers.Binary;
using System.Numerics;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The bytes of a record: length u32, crc u32, kind u8, received_at i64, payload; little-endian. The length counts what follows the
/// crc. The crc runs over the record's offset in the file (u64, not stored), the length and what follows the crc, so that a record
/// that was moved, doubled or cut fails as surely as one with a flipped bit.
/// </summary>
internal static class JournalFormat
{
    internal const int PrefixBytes = 8;
    internal const int FixedBytes = 9;
    internal const int RecordBytesMin = PrefixBytes + FixedBytes;

    /// <summary>A payload, at most: far above the largest message that the engine accepts.</summary>
    internal const int PayloadBytesMax = 1 << 20;

    internal const int RecordBytesMax = RecordBytesMin + PayloadBytesMax;

    internal static int Write(Span<byte> target, long offset, JournalRecordKind kind, long receivedAtUnixNs, ReadOnlySpan<byte> payload)
    {
        var length = FixedBytes + payload.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)length);
        target[8] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(target[9..], receivedAtUnixNs);
        payload.CopyTo(target[RecordBytesMin..]);
        var record = target[..(PrefixBytes + length)];
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Checksum(record, offset));
        return record.Length;
    }

    /// <summary>How many bytes it takes to judge the record that may begin at <paramref name="bytes"/>.</summary>
    internal static int BytesNeeded(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RecordBytesMin && BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && IsPlausible(length)
            ? PrefixBytes + (int)length
            : RecordBytesMin;

    /// <summary>The length of the sound record at the start of <paramref name="bytes"/>, or 0 when there is none.</summary>
    internal static int SoundRecord(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length < RecordBytesMin)
            return 0;

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (!IsPlausible(length) || PrefixBytes + length > bytes.Length || bytes[8] == (byte)JournalRecordKind.None)
            return 0;

        var record = bytes[..(PrefixBytes + (int)length)];
        return Checksum(record, offset) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) ? record.Length : 0;
    }

    private static bool IsPlausible(uint length) => length is >= FixedBytes and <= FixedBytes + PayloadBytesMax;

    private static uint Checksum(ReadOnlySpan<byte> record, long offset)
    {
        var state = Crc32C.Append(Crc32C.Seed, (ulong)offset);
        state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt32LittleEndian(record));
        return Crc32C.Finish(Crc32C.Append(state, record[PrefixBytes..]));
    }
}
