using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Wire;

public sealed class FrameReaderTests
{
    private static readonly string[] Three = ["49|1|1752606307|", "", "2|6|1001|89|104796567|"];

    [Test]
    public void Ten_recorded_frames_of_one_read_come_out_one_by_one()
    {
        var buffer = new ReadOnlySequence<byte>(CaptureFile.Number(6).Payload);
        var payloads = Drain(ref buffer);
        Assert.That(payloads, Has.Count.EqualTo(10));
        Assert.That(payloads[0], Is.EqualTo("15|1|DU1234567|"));
        Assert.That(payloads[9], Is.EqualTo("4|2|-1|2158|Sec-def data farm connection is OK:secdefil||"));
        Assert.That(buffer.IsEmpty, Is.True);
    }

    [TestCase(3, 42)]
    [TestCase(4, 26)]
    public void The_recorded_hello_has_the_length_it_announces(int capture, int length)
    {
        var buffer = new ReadOnlySequence<byte>(CaptureFile.Number(capture).Payload);
        Assert.That(FrameReader.TryRead(ref buffer, out var payload), Is.True);
        Assert.That(payload.Length, Is.EqualTo(length));
        Assert.That(buffer.IsEmpty, Is.True);
    }

    [Test]
    public async Task Frames_split_at_every_byte_come_out_whole()
    {
        var pipe = new Pipe();
        var seen = new List<string>();
        foreach (var octet in Three.SelectMany(Capture.FramedText))
        {
            await pipe.Writer.WriteAsync(new[] { octet });
            var read = await pipe.Reader.ReadAsync();
            var buffer = read.Buffer;
            seen.AddRange(Drain(ref buffer));
            pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
        }
        Assert.That(seen, Is.EqualTo(Three));
    }

    [Test]
    public void Frames_that_lie_in_segments_of_any_size_come_out_whole()
    {
        var bytes = Three.SelectMany(Capture.FramedText).ToArray();
        for (var size = 1; size <= bytes.Length; size++)
        {
            var buffer = Segment.Chain(bytes, size);
            Assert.That(Drain(ref buffer), Is.EqualTo(Three), $"segments of {size} bytes");
        }
    }

    [Test]
    public void The_longest_allowed_frame_is_waited_for_and_a_longer_one_is_refused_by_its_length_alone()
    {
        var longest = new ReadOnlySequence<byte>([0x00, 0xFF, 0xFF, 0xFF, 1]);
        Assert.That(FrameReader.TryRead(ref longest, out _), Is.False);
        var longer = Assert.Throws<FrameLengthException>(() =>
        {
            var buffer = new ReadOnlySequence<byte>([0x01, 0x00, 0x00, 0x00]);
            FrameReader.TryRead(ref buffer, out _);
        });
        Assert.That(longer!.AnnouncedBytes, Is.EqualTo(0x1000000u));
        Assert.That(longer.Message, Does.Contain("16777216"));
    }

    [Test]
    public void Cutting_frames_allocates_nothing()
    {
        var bytes = new ReadOnlySequence<byte>(Three.SelectMany(Capture.FramedText).ToArray());
        Count(bytes, 1_000);
        var before = AllocatedBytes.OfThisThread();
        var frames = Count(bytes, 10_000);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(frames, Is.EqualTo(30_000));
    }

    private static int Count(in ReadOnlySequence<byte> bytes, int rounds)
    {
        var frames = 0;
        for (var i = 0; i < rounds; i++)
        {
            var buffer = bytes;
            while (FrameReader.TryRead(ref buffer, out _))
                frames++;
        }
        return frames;
    }

    private static List<string> Drain(ref ReadOnlySequence<byte> buffer)
    {
        var payloads = new List<string>();
        while (FrameReader.TryRead(ref buffer, out var payload))
            payloads.Add(Encoding.ASCII.GetString(payload.ToArray()).Replace('\0', '|'));
        return payloads;
    }
}
