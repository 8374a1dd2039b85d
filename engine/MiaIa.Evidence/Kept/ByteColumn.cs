using System.Buffers.Binary;

namespace MiaIa.Evidence.Kept;

/// <summary>One column of a block of kept rows while it is written: numbers one behind the other, small ones in few bytes.</summary>
internal sealed class ByteColumn
{
    private byte[] _bytes = new byte[1 << 12];
    private int _count;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Add(byte value) => Room(1)[0] = value;

    internal void Add(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), value);

    internal void Add(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);

    /// <summary>Seven bits a byte, the lowest first.</summary>
    internal void AddUnsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Add((byte)(value | 0x80));
        Add((byte)value);
    }

    /// <summary>The same with the sign in the lowest bit, so that small negative numbers are short, too.</summary>
    internal void AddSigned(long value) => AddUnsigned((ulong)((value << 1) ^ (value >> 63)));

    private Span<byte> Room(int bytes)
    {
        if (_count + bytes > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        _count += bytes;
        return _bytes.AsSpan(_count - bytes, bytes);
    }
}
