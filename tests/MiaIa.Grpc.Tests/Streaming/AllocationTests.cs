using MiaIa.Grpc.Streaming;

namespace MiaIa.Grpc.Tests.Streaming;

[NonParallelizable]
public sealed class AllocationTests
{
    private const int Messages = 100_000;

    [Test]
    public void Writing_and_sending_messages_allocates_nothing()
    {
        var writer = new GrpcMessageWriter<ReadOnlyMemory<byte>>(new Nowhere(), RawMarshaller.Instance, WireSide.Server(1000));
        var message = new byte[500];
        WriteAll(writer, message);

        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteAll(writer, message);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Reading_messages_allocates_nothing()
    {
        var reader = new GrpcMessageReader<ReadOnlyMemory<byte>>(new Endless(), RawMarshaller.Instance, WireSide.Server(1000));
        ReadAll(reader);

        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(reader);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void WriteAll(GrpcMessageWriter<ReadOnlyMemory<byte>> writer, byte[] message)
    {
        for (var i = 0; i < Messages; i++)
        {
            writer.Write(message);
            if (i % 7 == 0)
            {
                var flush = writer.FlushAsync();
                Require(flush.IsCompletedSuccessfully);
            }
        }
    }

    private static void ReadAll(GrpcMessageReader<ReadOnlyMemory<byte>> reader)
    {
        var read = 0;
        while (read < Messages)
        {
            var waiting = reader.WaitToReadAsync();
            Require(waiting.IsCompletedSuccessfully);
            while (reader.TryRead(out _))
                read++;
        }
    }

    /// <summary>An assertion of NUnit allocates, which would count here.</summary>
    private static void Require(bool condition)
    {
        if (!condition)
            throw new AssertionException("A source that has bytes, or a sink that takes them, must not make anyone wait.");
    }

    private sealed class Nowhere : IByteSink
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => ValueTask.CompletedTask;
    }

    /// <summary>Messages of 95 bytes without end, in chunks that cut them anywhere.</summary>
    private sealed class Endless : IByteSource
    {
        private int _position;

        public ValueTask<int> ReadAsync(Memory<byte> buffer)
        {
            var count = Math.Min(997, buffer.Length);
            foreach (ref var value in buffer.Span[..count])
            {
                value = _position == 4 ? (byte)95 : (byte)0;
                _position = (_position + 1) % 100;
            }

            return new ValueTask<int>(count);
        }

        public void Abort(GrpcStatus status) => throw new GrpcStatusException(status);
    }
}
