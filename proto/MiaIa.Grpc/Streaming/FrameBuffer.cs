namespace MiaIa.Grpc.Streaming;

/// <summary>Bytes of whole frames, waiting to be sent. Grows and is used again; it never shrinks.</summary>
internal sealed class FrameBuffer
{
    private byte[] _bytes;

    public FrameBuffer(int capacity) => _bytes = new byte[capacity];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    /// <summary>Room for a frame. It counts only after <see cref="Commit"/>, so that a marshaller that throws leaves nothing behind.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_bytes.Length - Count < bytes)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + bytes));

        return _bytes.AsSpan(Count, bytes);
    }

    public void Commit(int bytes) => Count += bytes;

    public void Clear() => Count = 0;
}
