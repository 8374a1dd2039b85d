using System.Buffers.Binary;
using System.Text;

namespace MiaIa.Engine.Market;

/// <summary>
/// Writes what must outlive a chain: numbers of eight bytes, little-endian, and texts with their length ahead. Each owner writes its own version
/// first and reads it with <see cref="CarryReader.ReadVersion"/>. Bounded: a carry is one record of the journal.
/// </summary>
public sealed class CarryWriter
{
    /// <summary>A writer holds no more bytes than this, unless it is made for fewer: a journal's record less room for names.</summary>
    public const int BytesMax = (1 << 20) - (1 << 12);

    /// <summary>A text, at most, in bytes of UTF-8.</summary>
    public const int TextBytesMax = 4096;

    private readonly int _bytesMax;
    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>Makes an empty one.</summary>
    /// <param name="bytesMax">It refuses to hold more, in bytes.</param>
    public CarryWriter(int bytesMax = BytesMax) => _bytesMax = bytesMax;

    /// <summary>What was written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Writes a number.</summary>
    /// <exception cref="CarryException">There is no room for it.</exception>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>Writes a number without a sign.</summary>
    /// <exception cref="CarryException">There is no room for it.</exception>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Writes a number by its bits: what is read is what was written, NaN too.</summary>
    /// <exception cref="CarryException">There is no room for it.</exception>
    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>Writes a text as UTF-8.</summary>
    /// <exception cref="CarryException">It is longer than <see cref="TextBytesMax"/>, or there is no room for it.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > TextBytesMax)
            throw new CarryException($"a text of {length} bytes, at most {TextBytesMax} are carried");

        WriteInt64(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Writes bytes with their length ahead.</summary>
    /// <exception cref="CarryException">There is no room for them.</exception>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteInt64(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    private Span<byte> Take(int length)
    {
        if (_length + length > _bytesMax)
            throw new CarryException($"more than {_bytesMax} bytes are to be carried");
        if (_length + length > _bytes.Length)
            Array.Resize(ref _bytes, 2 * (_length + length));

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
