using System.Buffers.Binary;
using System.Text;

namespace MiaIa.Engine.Market;

/// <summary>Reads what a <see cref="CarryWriter"/> wrote, in the same order, and refuses what does not fit.</summary>
public ref struct CarryReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // The year 2200: far from where adding to it would overflow.
    private const long MomentMax = 7_258_118_400_000_000_000;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins at the first byte.</summary>
    public CarryReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int BytesLeft => _rest.Length;

    /// <summary>Reads the number of a version.</summary>
    /// <param name="known">The only one that the caller reads.</param>
    /// <exception cref="CarryException">It is another.</exception>
    public void ReadVersion(long known)
    {
        var version = ReadInt64();
        if (version != known)
            throw new CarryException($"version {version}, this engine reads {known}");
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="CarryException">There is none.</exception>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a number without a sign.</summary>
    /// <exception cref="CarryException">There is none.</exception>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a number by its bits.</summary>
    /// <exception cref="CarryException">There is none.</exception>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>Reads a number that the caller uses as a count or an index, so that no carried number makes it loop or allocate without end.</summary>
    /// <param name="most">The largest that it takes.</param>
    /// <exception cref="CarryException">It is below 0 or above <paramref name="most"/>.</exception>
    public int ReadCount(int most)
    {
        var count = ReadInt64();
        return count >= 0 && count <= most ? (int)count : throw new CarryException($"a count of {count}, it can only be 0 to {most}");
    }

    /// <summary>Reads a moment, in ns since 1970-01-01 UTC; 0 = none.</summary>
    /// <exception cref="CarryException">It lies before 1970, or after 2200.</exception>
    public UnixNanos ReadMoment()
    {
        var nanos = ReadInt64();
        return nanos is >= 0 and < MomentMax ? UnixNanos.Trusted(nanos) : throw new CarryException($"a moment of {nanos} ns");
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="CarryException">There is none, it is too long, or it is not UTF-8.</exception>
    public string ReadString()
    {
        var bytes = Take(ReadCount(CarryWriter.TextBytesMax));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new CarryException($"a text of {bytes.Length} bytes is not UTF-8");
        }
    }

    /// <summary>Reads bytes; they are those that the reader was made with.</summary>
    /// <exception cref="CarryException">There are fewer.</exception>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount(CarryWriter.BytesMax));

    /// <summary>Everything must have been read.</summary>
    /// <exception cref="CarryException">Something was not: whoever wrote it wrote more than the caller knows.</exception>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw new CarryException($"{_rest.Length} bytes more than this engine reads");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
            throw new CarryException($"it ends {length - _rest.Length} bytes too early");

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
