using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Tests.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

public sealed class MessageDecoderTests
{
    [Test]
    public void A_malformed_frame_is_dropped_whole_counted_and_named_and_the_next_is_read()
    {
        var sink = new RecordingSink();
        var decoder = new MessageDecoder(176, sink);
        Assert.That(decoder.Decode(Capture.Bytes("1|6|9|4|12..5|1|0|")), Is.EqualTo(DecodeOutcome.Malformed));
        Assert.That(decoder.LastFault!.ToString(), Is.EqualTo("tickPrice, field 4 (price): \"12..5\" is not a number or unset"));
        Assert.That(decoder.Decode(Capture.Bytes("2|6|9|5|7|")), Is.EqualTo(DecodeOutcome.Delivered));
        Assert.That((decoder.Delivered, decoder.Unknown, decoder.Malformed), Is.EqualTo((1L, 0L, 1L)));
        Assert.That(sink.All, Is.EqualTo(new object[] { new TickSize(9, TickType.LastSize, 7m) }));
    }

    [TestCase("")]
    [TestCase("|")]
    [TestCase("x|")]
    [TestCase("1")]
    public void A_frame_without_an_id_is_malformed(string text) =>
        Assert.That(new MessageDecoder(176, new RecordingSink()).Decode(Capture.Bytes(text)), Is.EqualTo(DecodeOutcome.Malformed));

    [Test]
    public void Fields_behind_the_known_ones_are_ignored() =>
        Assert.That(Decoded.Text<TickSize>(176, "2|6|9|5|7|new|fields|"), Is.EqualTo(new TickSize(9, TickType.LastSize, 7m)));

    [Test]
    public void No_recorded_frame_is_read_when_its_last_known_field_is_torn()
    {
        CaptureFile.Require();
        foreach (
            var capture in CaptureFile.All.Where(capture =>
                capture.Number is 10 or 12 or 36 or 44 or 46 or 50 or 52 or 54 or 62 or 64 or 66 or 68
            )
        )
        {
            var decoder = new MessageDecoder(capture.Version, new RecordingSink());
            for (var length = 0; length < capture.Payload.Length; length++)
            {
                Assert.That(
                    decoder.Decode(capture.Payload.AsSpan(0, length)),
                    Is.Not.EqualTo(DecodeOutcome.Delivered),
                    $"{capture.Number} cut to {length}"
                );
            }
        }
    }

    [Test]
    public void A_frame_in_pieces_is_read_like_a_whole_one()
    {
        var capture = CaptureFile.Number(54);
        for (var size = 1; size < capture.Payload.Length; size += 97)
        {
            var sink = new RecordingSink();
            Assert.That(
                new MessageDecoder(capture.Version, sink).Decode(Segment.Chain(capture.Payload, size)),
                Is.EqualTo(DecodeOutcome.Delivered)
            );
            Assert.That(((ContractDetails)sink.All[0]).Contract.ConId, Is.EqualTo(265598), $"pieces of {size}");
        }
    }

    [Test]
    public void Ticks_are_decoded_without_allocation()
    {
        byte[][] frames =
        [
            Capture.Bytes("1|6|1001|68|255.45|200|0|"),
            Capture.Bytes("2|6|1001|89|104796567|"),
            Capture.Bytes("21|5|13|0|0.12597515955300287|-0.44711612427890945|30.02|3.17|0.0045|2.7588|-0.9446|3216.19|"),
            Capture.Bytes("45|6|1|24|0.17|"),
            Capture.Bytes("46|6|1001|88|1775174157|"),
            Capture.Bytes("58|1|4|3|"),
            Capture.Bytes("57|1|4|"),
        ];
        var sink = new CountingSink();
        var decoder = new MessageDecoder(176, sink);
        DecodeAll(decoder, frames, 100);
        var before = AllocatedBytes.OfThisThread();
        DecodeAll(decoder, frames, 10_000);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(sink.Ticks, Is.EqualTo(10_100 * frames.Length));
    }

    private static void DecodeAll(MessageDecoder decoder, byte[][] frames, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            foreach (var frame in frames)
                decoder.Decode(frame.AsSpan());
        }
    }
}
