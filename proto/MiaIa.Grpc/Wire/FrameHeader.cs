using System.Buffers.Binary;

namespace MiaIa.Grpc.Wire;

/// <summary>The five bytes in front of every message: a compressed flag and the length, big-endian.</summary>
internal static class FrameHeader
{
    /// <summary>Length of the header in bytes.</summary>
    public const int Bytes = 5;

    /// <summary>Writes the header of an uncompressed message.</summary>
    public static void Write(Span<byte> header, int payloadBytes)
    {
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], payloadBytes);
    }

    /// <summary>
    /// Reads a header and refuses what may not follow it, before anything is allocated for its sake.
    /// </summary>
    /// <param name="header">At least <see cref="Bytes"/> bytes.</param>
    /// <param name="bytesMax">Longest message that is taken.</param>
    /// <param name="compressedCode">How to refuse a compressed message: the server and the client side differ.</param>
    /// <returns>Length of the message in bytes.</returns>
    /// <exception cref="GrpcStatusException">Compressed, unknown flag, or too long.</exception>
    public static int Read(ReadOnlySpan<byte> header, int bytesMax, GrpcStatusCode compressedCode)
    {
        var flag = header[0];
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (flag == 1)
            throw new GrpcStatusException(compressedCode, "The message is compressed; only the encoding 'identity' is understood here.");

        if (flag != 0)
        {
            throw new GrpcStatusException(
                GrpcStatusCode.Internal,
                $"The message starts with the flag byte {flag}; only 0 (plain) and 1 (compressed) exist."
            );
        }

        if (length > (uint)bytesMax)
        {
            throw new GrpcStatusException(
                GrpcStatusCode.ResourceExhausted,
                $"The peer announces a message of {length} bytes; the limit is {bytesMax} bytes."
            );
        }

        return (int)length;
    }
}
