using MiaIa.Grpc.Streaming;

namespace MiaIa.Grpc.Tests.Streaming;

/// <summary>Gives bytes in chunks of a chosen size, as a network does, then ends.</summary>
internal sealed class ChunkedSource : IByteSource
{
    private readonly byte[] _bytes;
    private readonly int _chunk;
    private int _position;

    public ChunkedSource(byte[] bytes, int chunk)
    {
        _bytes = bytes;
        _chunk = chunk;
    }

    public GrpcStatus? Aborted { get; private set; }

    public int BufferBytesMax { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        BufferBytesMax = Math.Max(BufferBytesMax, buffer.Length);
        var count = Math.Min(Math.Min(_chunk, buffer.Length), _bytes.Length - _position);
        _bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return new ValueTask<int>(count);
    }

    public void Abort(GrpcStatus status) => Aborted ??= status;
}
