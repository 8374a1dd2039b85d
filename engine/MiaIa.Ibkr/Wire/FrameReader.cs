using System.Buffers;
using System.Buffers.Binary;

namespace MiaIa.Ibkr.Wire;

/// <summary>Cuts a byte stream into frames: a big-endian 32-bit length, then so many bytes. It copies nothing.</summary>
public static class FrameReader
{
    /// <summary>The longest payload that the protocol allows, in bytes.</summary>
    public const int PayloadBytesMax = 0xFFFFFF;

    /// <summary>Bytes of the length before each payload.</summary>
    public const int PrefixBytes = 4;

    /// <summary>Takes one whole frame off the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What has been received and not yet read; moved behind the frame when there is a whole one, else untouched.</param>
    /// <param name="payload">The frame without its length. It lies in the caller's buffer and lives as long as that.</param>
    /// <returns>False: more bytes are needed.</returns>
    /// <exception cref="FrameLengthException">The length is above <see cref="PayloadBytesMax"/>: the stream cannot be followed any more.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < PrefixBytes)
            return false;
        var length = LengthOf(buffer);
        if (length > PayloadBytesMax)
            throw new FrameLengthException(length);
        if (buffer.Length - PrefixBytes < length)
            return false;
        payload = buffer.Slice(PrefixBytes, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    private static uint LengthOf(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= PrefixBytes)
            return BinaryPrimitives.ReadUInt32BigEndian(buffer.FirstSpan);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        return BinaryPrimitives.ReadUInt32BigEndian(prefix);
    }
}
