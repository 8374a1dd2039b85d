using System.Buffers;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Damaged recordings: whatever comes, the session lives and memory stays bounded by what was received.</summary>
public sealed class DecoderFuzzTests
{
    private const int Frames = 1_000_000;
    private const int BytesAllocatedMax = 8_192;
    private const int BytesAllocatedPerByteMax = 64;

    private static readonly int[] Versions = [164, 176, 187, 200];

    [Test]
    public void A_million_damaged_frames_crash_nothing_and_allocate_no_more_than_they_hold()
    {
        CaptureFile.Require();
        var seed = Environment.GetEnvironmentVariable("MIAIA_FUZZ_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var random = new Random(seed);
        var originals = CaptureFile.All.Where(capture => capture.Number > 6).Select(capture => capture.Payload).ToArray();
        var decoders = Versions.Select(version => new MessageDecoder(version, new CountingSink())).ToArray();
        var frame = new byte[8_192];
        for (var i = 0; i < Frames; i++)
        {
            var length = Damage(random, originals, frame);
            var before = AllocatedBytes.OfThisThread();
            try
            {
                decoders[i % decoders.Length].Decode(frame.AsSpan(0, length));
            }
            catch (Exception e)
            {
                throw new AssertionException($"seed {seed}, frame {i}: {FieldFault.Shown(frame.AsSpan(0, length))}", e);
            }
            var allocated = AllocatedBytes.OfThisThread() - before;
            if (allocated > BytesAllocatedMax + (BytesAllocatedPerByteMax * length))
                Assert.Fail($"seed {seed}, frame {i} of {length} bytes allocated {allocated}");
        }
        Assert.That(
            decoders.Sum(d => d.Delivered + d.Unknown + d.Malformed),
            Is.EqualTo(Frames),
            $"seed {seed}: every frame is counted once"
        );
        Assert.That(
            decoders.Min(d => Math.Min(d.Delivered, Math.Min(d.Unknown, d.Malformed))),
            Is.Positive,
            $"seed {seed}: every outcome was seen"
        );
    }

    [Test]
    public void Damaged_streams_end_in_frames_in_waiting_or_in_a_refused_length()
    {
        CaptureFile.Require();
        var seed = Environment.GetEnvironmentVariable("MIAIA_FUZZ_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var random = new Random(seed);
        var whole = CaptureFile.Number(6).Payload;
        int refused = 0,
            waiting = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var decoder = new MessageDecoder(176, new CountingSink());
            var buffer = new ReadOnlySequence<byte>(bytes);
            try
            {
                while (FrameReader.TryRead(ref buffer, out var payload))
                    decoder.Decode(payload);
                waiting++;
            }
            catch (FrameLengthException)
            {
                refused++;
            }
        }
        Assert.That(refused, Is.Positive, $"seed {seed}");
        Assert.That(waiting, Is.Positive, $"seed {seed}");
    }

    /// <summary>One recording with a few of its bytes changed, a piece cut, doubled, or another's tail.</summary>
    private static int Damage(Random random, byte[][] originals, byte[] frame)
    {
        var original = originals[random.Next(originals.Length)];
        original.CopyTo(frame, 0);
        var length = original.Length;
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(length);
            switch (random.Next(6))
            {
                case 0:
                    frame[at] = (byte)random.Next(256);
                    break;
                case 1:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    frame[at] = 0;
                    break;
                case 3:
                    frame[at] = (byte)('0' + random.Next(10));
                    break;
                case 4:
                    length = at + 1;
                    break;
                default:
                    var tail = originals[random.Next(originals.Length)];
                    tail.CopyTo(frame, at);
                    length = at + tail.Length;
                    break;
            }
        }
        return length;
    }
}
