using System.Buffers.Binary;
using System.Text;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The first bytes of a segment: magic, format version, length of the engine version's text, number, first number of the chain,
/// creation time, settings hash, first signal id, the rules' version, the engine's version (UTF-8) and a crc32c over all of it.
/// Little-endian. Format 1 has no rules' version: it is 1 there.
/// </summary>
/// <param name="Number">The segment's number, rising by one in its directory.</param>
/// <param name="ChainFirstNumber">The segment at which the cores began empty: a replay starts there and goes on to this one.</param>
/// <param name="CreatedUnixNs">Local clock, ns since 1970-01-01 UTC.</param>
/// <param name="SettingsHash">Hash of the instrument settings that the cores ran with.</param>
/// <param name="FirstSignalId">The first signal id of the chain, ≥ 1: ids go on rising when a chain begins anew.</param>
/// <param name="EngineVersion">The engine's version, at most 64 bytes as UTF-8.</param>
public sealed record JournalHeader(
    uint Number,
    uint ChainFirstNumber,
    long CreatedUnixNs,
    ulong SettingsHash,
    ulong FirstSignalId,
    string EngineVersion
)
{
    /// <summary>The format that this engine writes; it reads 1, too.</summary>
    public const ushort FormatVersion = 2;

    private const int FixedBytesOfFirst = 44;
    private const int FixedBytes = 48;
    private const int VersionBytesMax = 64;
    private const int CrcBytes = 4;

    /// <summary>No header is longer.</summary>
    public const int BytesMax = FixedBytes + VersionBytesMax + CrcBytes;

    /// <summary>The rules by which the segment's decisions were made: see <see cref="EngineState.RulesVersion"/>.</summary>
    public uint RulesVersion { get; init; } = EngineState.RulesVersion;

    /// <summary>Whether the cores were empty where it begins.</summary>
    internal bool IsFirstOfChain => Number == ChainFirstNumber;

    private static ReadOnlySpan<byte> Magic => "MIAIAJNL"u8;

    /// <summary>
    /// Tells cores that the segment begins. In the middle of a chain records may be missing before it, and what they held of orders may have left:
    /// order ids go on from the clock. Said again it does nothing, nor in a segment that was decided by rules without it.
    /// </summary>
    public void Begin(EngineState cores)
    {
        const uint FirstRules = 7;
        ArgumentNullException.ThrowIfNull(cores);
        if (!IsFirstOfChain && RulesVersion >= FirstRules)
            cores.PassOrderIdsUntil(CreatedUnixNs);
    }

    /// <summary>The header's bytes.</summary>
    public byte[] ToBytes()
    {
        var version = Encoding.UTF8.GetBytes(EngineVersion);
        if (version.Length > VersionBytesMax)
            throw new ArgumentException($"the engine version '{EngineVersion}' is longer than {VersionBytesMax} bytes");

        var bytes = new byte[FixedBytes + version.Length + CrcBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)version.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), ChainFirstNumber);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(20), CreatedUnixNs);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(28), SettingsHash);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(36), FirstSignalId);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(44), RulesVersion);
        version.CopyTo(bytes.AsSpan(FixedBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(FixedBytes + version.Length), Checksum(bytes.AsSpan(..^CrcBytes)));
        return bytes;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="path">Named in the message when the header is refused.</param>
    /// <param name="bytes">The file's first bytes.</param>
    /// <param name="isAll">Whether the file has no others.</param>
    /// <param name="length">The header's length in bytes; 0 when the file ends inside a header that began soundly.</param>
    /// <returns>
    /// The header; null after a crash while the segment was created: the file ends inside it, or has room for no record and its bytes never
    /// came to the disk as they were written. A header is on the device before anything of its segment counts.
    /// </returns>
    /// <exception cref="JournalCorruptException">Not a journal, another format version, or a header that fails its checksum.</exception>
    public static JournalHeader? Read(string path, ReadOnlySpan<byte> bytes, bool isAll, out int length)
    {
        length = 0;
        var known = Math.Min(bytes.Length, Magic.Length);
        if (isAll && (bytes.Length < FixedBytesOfFirst || !bytes.ContainsAnyExcept((byte)0)))
            return null;

        if (!bytes[..known].SequenceEqual(Magic[..known]))
            throw new JournalCorruptException(path, 0, "the file does not begin with MIAIAJNL: not a journal segment");

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        var textBytes = BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]);
        if (version is not (1 or FormatVersion) || textBytes > VersionBytesMax)
        {
            throw new JournalCorruptException(path, 8, $"journal format {version}, this engine reads 1 and {FormatVersion}")
            {
                IsOfNewerEngine = version > FormatVersion,
            };
        }

        var fixedBytes = version == 1 ? FixedBytesOfFirst : FixedBytes;
        if (bytes.Length < fixedBytes + textBytes + CrcBytes)
            return null;

        var end = fixedBytes + textBytes + CrcBytes;
        if (Checksum(bytes[..(end - CrcBytes)]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end - CrcBytes)..]))
        {
            if (isAll && bytes.Length < end + JournalFormat.RecordBytesMin)
                return null;
            throw new JournalCorruptException(path, 0, "the header fails its checksum");
        }

        length = end;
        return new(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[36..]),
            Encoding.UTF8.GetString(bytes.Slice(fixedBytes, textBytes))
        )
        {
            RulesVersion = version == 1 ? 1 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[44..]),
        };
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Finish(Crc32C.Append(Crc32C.Seed, bytes));
}
