using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The payload of a <see cref="JournalRecordKind.Carry"/>: version, number of sections, then of each its name and bytes, and a CRC-32C over all
/// of it: a checksum beside that of the record, so that it also holds against whoever copies it.
/// </summary>
public static class CarryRecord
{
    private const long Version = 1;
    private const int SectionsMax = 256;

    /// <summary>The record's bytes.</summary>
    /// <exception cref="CarryException">They are more than a record holds.</exception>
    public static byte[] ToBytes(CarrySections sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var writer = new CarryWriter(JournalFormat.PayloadBytesMax);
        writer.WriteInt64(Version);
        writer.WriteInt64(sections.All.Count);
        foreach (var (name, bytes) in sections.All)
        {
            writer.WriteString(name);
            writer.WriteBytes(bytes);
        }

        writer.WriteUInt64(Checksum(writer.Written));
        return writer.Written.ToArray();
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="CarryException">Its checksum fails, or its version is another.</exception>
    public static CarrySections Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < sizeof(ulong))
            throw new CarryException($"a carry of {payload.Length} bytes");

        var content = payload[..^sizeof(ulong)];
        if (new CarryReader(payload[^sizeof(ulong)..]).ReadUInt64() != Checksum(content))
            throw new CarryException($"a carry of {payload.Length} bytes fails its checksum");

        var reader = new CarryReader(content);
        reader.ReadVersion(Version);
        var sections = new CarrySections();
        for (var left = reader.ReadCount(SectionsMax); left > 0; left--)
            sections.Add(reader.ReadString(), reader.ReadBytes());
        reader.End();
        return sections;
    }

    /// <summary>Builds a state that nothing has happened in from what an older chain left; what does not fit halts it, and is said.</summary>
    public static void Load(ReadOnlySpan<byte> payload, EngineState state, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            state.Load(Read(payload), receivedAtUnixNs);
        }
        catch (CarryException misfit)
        {
            state.RefuseCarry([misfit.Message], receivedAtUnixNs);
        }
    }

    private static ulong Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Finish(Crc32C.Append(Crc32C.Seed, bytes));
}
