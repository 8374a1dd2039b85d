using MiaIa.Bridge.Wire;

namespace MiaIa.Bridge.Link;

/// <summary>Room for one EngineFrame and what the bridge appends to it; grows and is used again.</summary>
internal sealed class FrameBuffer
{
    /// <summary>Room behind the frame for a time and for another study's address.</summary>
    internal const int RoomBytes = TimestampAppender.FieldBytes + TimestampAppender.AddressBytes;

    private byte[] _bytes = [];

    /// <summary>The frame.</summary>
    internal ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, Length);

    /// <summary>The frame and the room behind it.</summary>
    internal Span<byte> WithRoom => _bytes;

    /// <summary>Bytes of the frame; 0 = empty.</summary>
    internal int Length { get; private set; }

    internal void Set(ReadOnlySpan<byte> frame)
    {
        if (_bytes.Length < frame.Length + RoomBytes)
            _bytes = new byte[Math.Max(frame.Length + RoomBytes, 2 * _bytes.Length)];
        frame.CopyTo(_bytes);
        Length = frame.Length;
    }

    internal void Clear() => Length = 0;

    /// <summary>Takes what the other holds and gives it ours, without copying a byte.</summary>
    internal void Swap(FrameBuffer other)
    {
        (_bytes, other._bytes) = (other._bytes, _bytes);
        (Length, other.Length) = (other.Length, Length);
    }
}
