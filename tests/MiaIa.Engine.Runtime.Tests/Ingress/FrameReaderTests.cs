using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

public sealed class FrameReaderTests
{
    private readonly FrameReader _reader = new();

    [TestCaseSource(nameof(SoundFrames))]
    public void Takes_a_sound_frame(StudyFrame frame) => Assert.That(Refusal(frame), Is.Null);

    [TestCaseSource(typeof(BrokenFrames), nameof(BrokenFrames.Trades))]
    [TestCaseSource(typeof(BrokenFrames), nameof(BrokenFrames.Depths))]
    [TestCaseSource(typeof(BrokenFrames), nameof(BrokenFrames.Others))]
    public void Refuses_a_frame_that_breaks_exactly_one_rule_and_names_field_and_value(
        StudyFrame frame,
        RefusalReason reason,
        string field,
        string value
    )
    {
        var refusal = Refusal(frame);

        Assert.That(refusal, Is.Not.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Reason, Is.EqualTo(reason));
            Assert.That(refusal.Field, Is.EqualTo(field));
            Assert.That(refusal.Value, Is.EqualTo(value));
            Assert.That(refusal.Text, Does.StartWith($"{field} = {value}: must be "));
        }
    }

    [Test]
    public void A_frame_without_a_body_is_refused() =>
        Assert.That(Refusal(new StudyFrame { Epoch = 7, Counter = 1 })?.Reason, Is.EqualTo(RefusalReason.NoBody));

    [Test]
    public void Trades_without_a_place_in_the_order_are_refused_once_nothing_else_is_wrong()
    {
        var frame = SampleFrames.Trades(counter: 0);
        Assert.That(Refusal(frame)?.Text, Is.EqualTo("counter = 0: must be at least 1 for this body"));
        frame.Trades.VolumeLots[1] = 0;
        Assert.That(Refusal(frame)?.Field, Is.EqualTo("trades.volume_lots[1]"));
    }

    // Nothing of a session's trades and books is left for a collection: neither a message nor a copy.
    [Test]
    public void Reading_trades_and_books_as_a_study_writes_them_allocates_nothing()
    {
        byte[][] frames =
        [
            .. new[]
            {
                SampleFrames.Trades(),
                SampleFrames.Trades(trades: 12),
                SampleFrames.Trades(trades: 4096),
                SampleFrames.Depth(),
            }.Select(frame => frame.ToByteArray()),
        ];
        Read(frames);
        var before = AllocatedBytes.OfThisThread();
        for (var i = 0; i < 10; i++)
            Read(frames);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    [Test]
    public void Text_from_the_wire_is_escaped_and_capped_before_it_is_logged()
    {
        var frame = SampleFrames.Pattern();
        frame.Pattern.Name = "a\r\n\u001b[31m" + new string('x', 5000);

        var text = Refusal(frame)!.Text;

        Assert.That(text, Does.Contain("a\\u000d\\u000a\\u001b[31mx").And.Not.Contain("\n").And.Not.Contain("\u001b"));
        Assert.That(text, Has.Length.LessThan(200));
    }

    [Test]
    public void The_header_of_a_frame_with_a_broken_body_is_still_read()
    {
        byte[] bytes =
        [
            .. new StudyFrame { Epoch = 99, Counter = 12 }.ToByteArray(),
            (StudyFrame.TradesFieldNumber << 3) | 2,
            2,
            0x1A,
            0x7F, // a packed column that claims more bytes than there are
        ];

        Assert.That(() => StudyFrame.Parser.ParseFrom(bytes), Throws.TypeOf<InvalidProtocolBufferException>());
        Assert.That(FrameHeader.TryRead(bytes, out var header), Is.True);
        Assert.That(header, Is.EqualTo(new FrameHeader(99, 12)));
    }

    [TestCase(new byte[] { }, TestName = "An_empty_message_has_no_header")]
    [TestCase(new byte[] { 0x0B, 0xFF }, TestName = "Garbage_has_no_header")]
    [TestCase(new byte[] { 0x10, 0x05 }, TestName = "A_message_without_an_epoch_has_no_header")]
    [TestCase(new byte[] { 0x09, 1, 2, 3 }, TestName = "A_cut_message_has_no_header")]
    public void A_message_whose_envelope_cannot_be_read_has_no_header(byte[] bytes) =>
        Assert.That(FrameHeader.TryRead(bytes, out _), Is.False);

    private Refusal? Refusal(StudyFrame frame)
    {
        Assert.That(_reader.TryRead(frame.ToByteArray()), Is.True);
        return _reader.Refusal;
    }

    private void Read(byte[][] frames)
    {
        foreach (var frame in frames)
        {
            if (!_reader.TryRead(frame) || _reader.Refusal is not null || _reader.Message is not null)
                Assert.Fail("not read");
        }
    }

    private static IEnumerable<TestCaseData> SoundFrames()
    {
        yield return new TestCaseData(SampleFrames.Trades()).SetArgDisplayNames("trades");
        yield return new TestCaseData(SampleFrames.Trades(trades: 1)).SetArgDisplayNames("one trade");
        yield return new TestCaseData(SampleFrames.Trades(trades: 4096)).SetArgDisplayNames("4096 trades");
        var noQuotes = SampleFrames.Trades();
        noQuotes.Trades.BidOffsetTicks[0] = int.MinValue;
        noQuotes.Trades.AskOffsetTicks[0] = int.MinValue;
        yield return new TestCaseData(noQuotes).SetArgDisplayNames("a trade without quotes");
        var outOfOrder = SampleFrames.Trades();
        outOfOrder.Trades.TimeDeltaUs[1] = -1500;
        yield return new TestCaseData(outOfOrder).SetArgDisplayNames("a trade 1.5 ms out of order");
        yield return new TestCaseData(SampleFrames.Depth()).SetArgDisplayNames("depth");
        yield return new TestCaseData(SampleFrames.Depth(levels: 0)).SetArgDisplayNames("an empty book");
        var crossed = SampleFrames.Depth(levels: 1);
        crossed.Depth.BidPriceTicks[0] = crossed.Depth.AskPriceTicks[0] + 2;
        yield return new TestCaseData(crossed).SetArgDisplayNames("a crossed book");
        yield return new TestCaseData(SampleFrames.Bar()).SetArgDisplayNames("bar");
        yield return new TestCaseData(SampleFrames.Pattern()).SetArgDisplayNames("pattern");
        yield return new TestCaseData(SampleFrames.Values()).SetArgDisplayNames("study values");
        yield return new TestCaseData(SampleFrames.Order()).SetArgDisplayNames("order report");
        yield return new TestCaseData(SampleFrames.Position()).SetArgDisplayNames("position report");
        yield return new TestCaseData(SampleFrames.Gap(3, 9)).SetArgDisplayNames("gap");
        yield return new TestCaseData(SampleFrames.Heartbeat()).SetArgDisplayNames("heartbeat");
        yield return new TestCaseData(SampleFrames.Goodbye()).SetArgDisplayNames("goodbye");
    }
}
