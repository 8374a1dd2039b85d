using System.Buffers.Binary;

namespace Kills;

/// <summary>A record as it lies in a segment.</summary>
/// <param name="Segment">The file's name.</param>
/// <param name="Number">Of the record in its segment, from 1.</param>
/// <param name="Kind">The first byte of what is under the checksum.</param>
/// <param name="Payload">What follows the time.</param>
internal sealed record ByteRecord(string Segment, int Number, byte Kind, byte[] Payload);

/// <summary>
/// Reads a journal by what docs/decisions/0007-journal-format.md says, and shares nothing with the engine's reader: the whole file at once, the
/// checksum bit by bit from a table of its own.
/// </summary>
internal static class JournalBytes
{
    private const int HeaderFixedBytes = 48;
    private const int CrcBytes = 4;
    private const int PrefixBytes = 8;
    private const int FixedBytes = 9;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The segments' names, in order.</summary>
    internal static IReadOnlyList<string> Segments(string directory) =>
        [.. Directory.GetFiles(directory, "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>Every record that is whole; what follows the last whole one must be the file's end.</summary>
    internal static IEnumerable<ByteRecord> Read(string path)
    {
        var bytes = Shared(path);
        if (bytes.Length < HeaderFixedBytes)
            yield break;
        long at = HeaderFixedBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10)) + CrcBytes;
        for (var number = 1; at < bytes.Length; number++)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at));
            var end = at + PrefixBytes + length;
            if (end > bytes.Length)
                throw new KillFault($"{path}: a record at byte {at} goes on behind the file's end");
            var content = bytes.AsSpan((int)at + PrefixBytes, (int)length);
            if (Checksum(at, length, content) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at + 4)))
                throw new KillFault($"{path}: the record at byte {at} fails its checksum");
            yield return new(Path.GetFileName(path), number, content[0], content[FixedBytes..].ToArray());
            at = end;
        }
    }

    /// <summary>Whether a number stands as eight bytes in one of the newest segments as they are on the disk now, written or not to their end.</summary>
    internal static bool Holds(string directory, ulong number)
    {
        var sought = BitConverter.GetBytes(number);
        return Segments(directory).TakeLast(4).Any(path => Shared(path).AsSpan().IndexOf(sought) >= 0);
    }

    // An engine may be writing it.
    private static byte[] Shared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static uint Checksum(long offset, uint length, ReadOnlySpan<byte> content)
    {
        Span<byte> before = stackalloc byte[sizeof(long) + sizeof(uint)];
        BinaryPrimitives.WriteInt64LittleEndian(before, offset);
        BinaryPrimitives.WriteUInt32LittleEndian(before[sizeof(long)..], length);
        return ~Append(Append(uint.MaxValue, before), content);
    }

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        return crc;
    }

    // CRC-32C: the reflected polynomial of Castagnoli.
    private static uint Entry(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0x82F63B78;
        return entry;
    }
}
