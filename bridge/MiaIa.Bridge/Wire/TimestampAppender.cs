using System.Buffers.Binary;

namespace MiaIa.Bridge.Wire;

/// <summary>Adds fields at the end of a protobuf message. For a field that is there already the last one counts.</summary>
/// <remarks>So the bridge can stamp a frame without reading, let alone rewriting, the rest of it.</remarks>
internal static class TimestampAppender
{
    /// <summary>Bytes of one appended time: a tag and eight bytes.</summary>
    internal const int FieldBytes = 1 + sizeof(long);

    /// <summary>Bytes that <see cref="AppendAddress"/> needs.</summary>
    internal const int AddressBytes = FieldBytes + 2;

    private const byte Fixed64 = 1;
    private const byte BridgeReceived = (5 << 3) | Fixed64;
    private const byte BridgeSent = (6 << 3) | Fixed64;
    private const byte BridgeReturned = (9 << 3) | Fixed64;
    private const byte Epoch = (1 << 3) | Fixed64;
    private const byte Counter = 2 << 3;

    /// <summary>Stamps a StudyFrame.</summary>
    /// <param name="buffer">The frame, with room for two fields behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="receivedUnixNanos">When the bridge had it.</param>
    /// <param name="sentUnixNanos">When the bridge passed it on.</param>
    /// <returns>The new length.</returns>
    internal static int AppendUpstream(Span<byte> buffer, int length, long receivedUnixNanos, long sentUnixNanos)
    {
        length = Append(buffer, length, BridgeReceived, receivedUnixNanos);
        return Append(buffer, length, BridgeSent, sentUnixNanos);
    }

    /// <summary>Stamps an EngineFrame.</summary>
    /// <param name="buffer">The frame, with room for one field behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="returnedUnixNanos">When the bridge passed it on.</param>
    /// <returns>The new length.</returns>
    internal static int AppendDownstream(Span<byte> buffer, int length, long returnedUnixNanos) =>
        Append(buffer, length, BridgeReturned, returnedUnixNanos);

    /// <summary>Readdresses an EngineFrame to another study, outside that study's order.</summary>
    /// <param name="buffer">The frame, with room for <see cref="AddressBytes"/> behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="epoch">The other study.</param>
    /// <returns>The new length.</returns>
    internal static int AppendAddress(Span<byte> buffer, int length, ulong epoch)
    {
        length = Append(buffer, length, Epoch, unchecked((long)epoch));
        buffer[length] = Counter;
        buffer[length + 1] = 0;
        return length + 2;
    }

    private static int Append(Span<byte> buffer, int length, byte tag, long value)
    {
        buffer[length] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(buffer[(length + 1)..], value);
        return length + FieldBytes;
    }
}
