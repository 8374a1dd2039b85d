using System.Buffers.Binary;
using System.Text;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>The bytes of an <see cref="JournalRecordKind.EntryKept"/>.</summary>
public static class KeptRecord
{
    /// <summary>The bytes for an entry.</summary>
    /// <param name="instrument">The root: ES, MES, NQ or MNQ.</param>
    /// <param name="orderId">The entry's.</param>
    public static byte[] Of(string instrument, ulong orderId)
    {
        var bytes = new byte[sizeof(ulong) + Encoding.UTF8.GetByteCount(instrument)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, orderId);
        Encoding.UTF8.GetBytes(instrument, bytes.AsSpan(sizeof(ulong)));
        return bytes;
    }

    internal static (ulong OrderId, string Instrument) Read(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes), Encoding.UTF8.GetString(bytes[sizeof(ulong)..]));
}
