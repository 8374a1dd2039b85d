using System.Buffers.Binary;

namespace MiaIa.Evidence.Kept;

/// <summary>Reads what a <see cref="ByteColumn"/> wrote.</summary>
/// <param name="bytes">Of one column.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    internal readonly bool IsAtEnd => _at == _bytes.Length;

    /// <exception cref="InvalidDataException">The column ends too early.</exception>
    internal byte ReadByte() => Take(1)[0];

    /// <inheritdoc cref="ReadByte"/>
    internal ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    /// <inheritdoc cref="ReadByte"/>
    internal double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <inheritdoc cref="ReadByte"/>
    internal ulong ReadUnsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("a number of a kept column has more than ten bytes");
    }

    /// <inheritdoc cref="ReadByte"/>
    internal long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - _at < count)
            throw new InvalidDataException("a kept column ends too early");
        _at += count;
        return _bytes.Slice(_at - count, count);
    }
}
