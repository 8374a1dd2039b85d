using MiaIa.Grpc.Streaming;

namespace MiaIa.Grpc.Tests.Streaming;

public sealed class GrpcMessageWriterTests
{
    private static readonly byte[] FrameOf7 = [0, 0, 0, 0, 1, 7];

    [Test]
    public async Task Sends_what_was_written_with_one_flush_and_nothing_before_it()
    {
        var sink = new GatedSink(open: true);
        var writer = Writer(sink);
        writer.Write(new byte[] { 7 });
        writer.Write(ReadOnlyMemory<byte>.Empty);
        Assert.That(sink.Writes, Is.Empty);
        Assert.That(writer.BufferedBytes, Is.EqualTo(11));

        await writer.FlushAsync();
        await writer.FlushAsync();
        Assert.That(sink.Writes, Has.Count.EqualTo(1));
        Assert.That(sink.Writes[0], Is.EqualTo(new byte[] { 0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 0 }));
        Assert.That(writer.BufferedBytes, Is.Zero);
    }

    [Test]
    public async Task Collects_while_a_send_is_under_way_and_sends_the_rest_after_it()
    {
        var sink = new GatedSink(open: false);
        var writer = Writer(sink);
        var first = writer.WriteAsync(new byte[] { 7 });
        writer.Write(new byte[] { 7 });
        writer.Write(new byte[] { 7 });
        var second = writer.FlushAsync();
        Assert.That(writer.BufferedBytes, Is.EqualTo(18));
        Assert.That(second.IsCompleted, Is.False);

        sink.Open();
        await first;
        await second;
        Assert.That(sink.Writes, Is.EqualTo(new[] { FrameOf7, [.. FrameOf7, .. FrameOf7] }));
    }

    [Test]
    public async Task A_flush_that_nobody_waits_for_sends_everything_too()
    {
        var sink = new GatedSink(open: false);
        var writer = Writer(sink);
        writer.Write(new byte[] { 7 });
        writer.BeginFlush();
        writer.Write(new byte[] { 7 });
        writer.BeginFlush();
        sink.Open();
        await writer.FlushAsync();
        Assert.That(sink.Writes.Sum(w => w.Length), Is.EqualTo(12));
    }

    [Test]
    public void Refuses_when_full_and_loses_nothing()
    {
        var sink = new GatedSink(open: false);
        var writer = Writer(sink);
        var message = new byte[1000];
        while (writer.TryWrite(message))
            Assert.That(writer.BufferedBytes, Is.LessThanOrEqualTo(writer.BufferBytesMax));

        Assert.That(writer.BufferedBytes, Is.EqualTo(writer.BufferBytesMax / 1005 * 1005));
        var full = Assert.Throws<GrpcStatusException>(() => writer.Write(message))!;
        Assert.That(full.Status.Code, Is.EqualTo(GrpcStatusCode.ResourceExhausted));
        Assert.That(full.Status.Message, Does.Contain("the peer does not read"));
    }

    [Test]
    public async Task Refuses_a_message_above_the_limit_and_goes_on()
    {
        var sink = new GatedSink(open: true);
        var writer = Writer(sink);
        var refused = Assert.Throws<GrpcStatusException>(() => writer.Write(new byte[1001]))!;
        Assert.That(refused.Status.Message, Is.EqualTo("A message of 1001 bytes may not be sent; the limit is 1000 bytes."));
        await writer.WriteAsync(new byte[] { 7 });
        Assert.That(sink.Writes, Is.EqualTo(new[] { FrameOf7 }));
    }

    [Test]
    public void A_failure_reaches_everyone_who_waits_and_everyone_who_comes()
    {
        var sink = new GatedSink(open: false);
        var writer = Writer(sink);
        var first = writer.WriteAsync(new byte[] { 7 }).AsTask();
        var second = writer.WriteAsync(new byte[] { 7 }).AsTask();
        sink.Break(new GrpcStatusException(GrpcStatusCode.Unavailable, "gone"));

        Assert.That(async () => await first, Throws.TypeOf<GrpcStatusException>());
        Assert.That(async () => await second, Throws.TypeOf<GrpcStatusException>());
        Assert.That(() => writer.Write(new byte[] { 7 }), Throws.TypeOf<GrpcStatusException>().With.Message.Contain("gone"));
    }

    [Test]
    public async Task Threads_that_write_at_once_lose_and_mix_nothing()
    {
        var sink = new GatedSink(open: true);
        var writer = Writer(sink);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(thread =>
                    Task.Run(async () =>
                    {
                        byte[] message = [(byte)thread, (byte)thread, (byte)thread];
                        for (var i = 0; i < 1000; i++)
                            await writer.WriteAsync(message);
                    })
                )
        );

        byte[] all = [.. sink.Writes.SelectMany(w => w)];
        Assert.That(all, Has.Length.EqualTo(4 * 1000 * 8));
        foreach (var frame in all.Chunk(8))
            Assert.That(frame, Is.EqualTo(new byte[] { 0, 0, 0, 0, 3, frame[5], frame[5], frame[5] }));
    }

    private static GrpcMessageWriter<ReadOnlyMemory<byte>> Writer(GatedSink sink) =>
        new(sink, RawMarshaller.Instance, WireSide.Client(1000));
}
