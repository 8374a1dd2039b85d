using Google.Protobuf;
using Grpc.Core;
using MiaIa.Engine.Host.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The way down of one stream: one write at a time, a bound, and what is only shown conflated.</summary>
public sealed class FrameOutboxTests
{
    private const int MessageBytesMax = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Fault_49_What_comes_while_a_write_is_under_way_is_one_message_with_the_newest_of_what_is_only_shown()
    {
        using var writer = new GatedWriter();
        var outbox = new FrameOutbox(writer);
        Assert.That(outbox.TryAdd(Frame(1)), Is.True);
        outbox.Flush();
        for (byte i = 2; i < 10; i++)
        {
            Assert.That(outbox.TryAdd(Frame(i)), Is.True);
            outbox.Show(ShownKind.State, Frame((byte)(100 + i)));
            outbox.Show(ShownKind.Ack, Frame((byte)(200 + i)));
            outbox.Flush();
        }

        writer.Let(2);
        Assert.That(await outbox.TryFinishAsync(Patience), Is.True);
        Assert.That(writer.Messages, Is.EqualTo(new byte[][] { [1], [2, 3, 4, 5, 6, 7, 8, 9, 209, 109] }));
    }

    [Test]
    public async Task Fault_49_What_must_arrive_is_refused_when_a_message_of_it_waits_and_what_was_taken_goes_out()
    {
        using var writer = new GatedWriter();
        var outbox = new FrameOutbox(writer);
        var frame = ByteString.CopyFrom(new byte[10_000]);
        outbox.TryAdd(frame);
        outbox.Flush();
        var taken = 0;
        while (taken < 1000 && outbox.TryAdd(frame))
            taken++;
        Assert.That(taken * frame.Length, Is.InRange(MessageBytesMax / 2, MessageBytesMax));
        outbox.Show(ShownKind.Levels, frame);
        outbox.Flush();
        writer.Let(2);
        Assert.That(await outbox.TryFinishAsync(Patience), Is.True);
        Assert.That(writer.MessageBytesMax, Is.LessThanOrEqualTo(MessageBytesMax));
        Assert.That(writer.Messages[1], Has.Length.EqualTo(taken + 1));
        Assert.That(outbox.TryAdd(frame), Is.True, "there is room again");
    }

    [Test]
    public async Task A_client_that_does_not_take_its_last_words_is_found_out()
    {
        using var writer = new GatedWriter();
        var outbox = new FrameOutbox(writer);
        outbox.TryAdd(Frame(1));
        outbox.Flush();
        Assert.That(await outbox.TryFinishAsync(TimeSpan.FromMilliseconds(50)), Is.False);
        writer.Let(1);
    }

    [Test]
    public async Task After_a_failed_write_nothing_is_written_any_more()
    {
        using var writer = new GatedWriter { Failure = new IOException("the client reset the stream") };
        var outbox = new FrameOutbox(writer);
        outbox.TryAdd(Frame(1));
        outbox.Flush();
        writer.Let(1);
        Assert.That(await outbox.TryFinishAsync(Patience), Is.True);
        outbox.TryAdd(Frame(2));
        outbox.Flush();
        writer.Let(1);
        Assert.That(await outbox.TryFinishAsync(Patience), Is.True);
        Assert.That(writer.Messages, Is.Empty);
        Assert.That(writer.Begun, Is.EqualTo(1));
    }

    private static ByteString Frame(byte content) => ByteString.CopyFrom(content);

    /// <summary>Writes when the test lets it, and fails as gRPC does when a second write begins too early.</summary>
    private sealed class GatedWriter : IServerStreamWriter<EngineFrames>, IDisposable
    {
        private readonly SemaphoreSlim _gate = new(0);
        private int _writing;

        /// <summary>The first byte of every frame of every message, taken when its write ended.</summary>
        internal List<byte[]> Messages { get; } = [];

        internal int MessageBytesMax { get; private set; }

        internal int Begun { get; private set; }

        internal Exception? Failure { get; init; }

        public WriteOptions? WriteOptions { get; set; }

        internal void Let(int writes) => _gate.Release(writes);

        public void Dispose() => _gate.Dispose();

        public async Task WriteAsync(EngineFrames message)
        {
            Begun++;
            if (Interlocked.Exchange(ref _writing, 1) == 1)
                throw new InvalidOperationException("a write is already in progress");
            await _gate.WaitAsync();
            if (Failure is not null)
                throw Failure;
            Messages.Add([.. message.Frame.Select(frame => frame[0])]);
            MessageBytesMax = Math.Max(MessageBytesMax, message.CalculateSize());
            Interlocked.Exchange(ref _writing, 0);
        }
    }
}
