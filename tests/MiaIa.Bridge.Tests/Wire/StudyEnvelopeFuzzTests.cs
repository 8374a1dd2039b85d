using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Wire;

/// <summary>Our header walk against Google.Protobuf as the independent reader.</summary>
public sealed class StudyEnvelopeFuzzTests
{
    private const int Seed = 20_231_225;

    [Test]
    public void Every_valid_frame_reads_as_google_protobuf_reads_it()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var frame = RandomFrames.Next(random);
            Assert.That(
                StudyEnvelope.TryRead(frame.ToByteArray(), out var envelope),
                Is.EqualTo(FrameFault.None),
                () => $"frame {i}: {frame}"
            );
            AssertSame(frame, envelope, i);
        }
    }

    [Test]
    public void Every_truncation_is_told_from_a_whole_frame()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 300; i++)
        {
            var bytes = RandomFrames.Bytes(random);
            for (var length = 0; length < bytes.Length; length++)
                Check(bytes.AsSpan(0, length), i);
        }
    }

    [Test]
    public void Every_flipped_bit_is_read_as_google_protobuf_would_or_refused()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 60; i++)
        {
            var bytes = RandomFrames.Bytes(random);
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Check(bytes, i);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Test]
    public void Noise_is_read_as_google_protobuf_would_or_refused()
    {
        var random = new Random(Seed);
        var bytes = new byte[64];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            // Half of the noise begins like a frame, so that the walk gets beyond the first field.
            if (i % 2 == 0)
                bytes[0] = (1 << 3) | 1;
            Check(bytes.AsSpan(0, random.Next(bytes.Length)), i);
        }
    }

    private static void Check(ReadOnlySpan<byte> bytes, int number)
    {
        var fault = StudyEnvelope.TryRead(bytes, out var envelope);
        if (!IsWellFormed(bytes))
            Assert.That(fault, Is.EqualTo(FrameFault.Malformed), $"frame {number} is no message");
        else if (fault == FrameFault.None && TryParse(bytes) is { } frame)
            AssertSame(frame, envelope, number);
    }

    // A message without fields takes everything for unknown fields: it walks the top level and nothing else.
    private static bool IsWellFormed(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Empty.Parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static StudyFrame? TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StudyFrame.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // The fault lies inside the body, which the bridge does not read.
            return null;
        }
    }

    private static void AssertSame(StudyFrame expected, in StudyEnvelope envelope, int number)
    {
        Assert.That(envelope.Epoch, Is.EqualTo(expected.Epoch), $"epoch of frame {number}");
        Assert.That(envelope.Counter, Is.EqualTo(expected.Counter), $"counter of frame {number}");
        Assert.That((int)envelope.BodyField, Is.EqualTo((int)expected.BodyCase), $"body of frame {number}");
        if (expected.BodyCase != StudyFrame.BodyOneofCase.Gap)
            return;
        Assert.That(envelope.TryReadGap(out var first, out var last), Is.True);
        Assert.That((first, last), Is.EqualTo((expected.Gap.FirstCounter, expected.Gap.LastCounter)), $"gap of frame {number}");
    }
}
