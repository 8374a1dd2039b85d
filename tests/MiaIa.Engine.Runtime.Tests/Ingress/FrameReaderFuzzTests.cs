using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>
/// The reader against Google.Protobuf and <see cref="NaiveRules"/>: whatever the bytes, both read the same values, find the same rule
/// broken and say so in the same words.
/// </summary>
public sealed class FrameReaderFuzzTests
{
    private const int Frames = 6_000;

    private readonly FrameReader _reader = new();
    private int _sound;
    private int _refused;
    private int _malformed;

    [SetUp]
    public void Nothing_is_counted_yet() => _sound = _refused = _malformed = 0;

    [Test]
    public void Sound_frames_are_read_alike_and_none_is_refused([Values(1, 2)] int seed)
    {
        var frames = new RandomFrames(seed);
        for (var i = 0; i < Frames; i++)
            Compare(seed, frames.Written(frames.Sound()));
        Assert.That((_sound, _refused, _malformed), Is.EqualTo((Frames, 0, 0)));
    }

    [Test]
    public void Frames_with_another_number_somewhere_are_judged_alike([Values(1, 2, 3)] int seed)
    {
        var frames = new RandomFrames(seed);
        for (var i = 0; i < Frames; i++)
            Compare(seed, frames.Written(frames.Changed()));
        Assert.That(_sound, Is.GreaterThan(Frames / 20));
        Assert.That(_refused, Is.GreaterThan(Frames / 2));
    }

    [Test]
    public void Frames_in_forms_that_no_study_writes_are_judged_alike([Values(1, 2)] int seed)
    {
        var frames = new RandomFrames(seed);
        for (var i = 0; i < Frames; i++)
            Compare(seed, frames.Unusual(i % 2 == 0 ? frames.Sound() : frames.Changed()));
        Assert.That(_sound, Is.GreaterThan(Frames / 10));
        Assert.That(_refused, Is.GreaterThan(Frames / 10));
    }

    [Test]
    public void Damaged_frames_are_judged_alike([Values(1, 2, 3, 4)] int seed)
    {
        var frames = new RandomFrames(seed);
        for (var i = 0; i < Frames; i++)
            Compare(seed, frames.Damaged(frames.Written(frames.Sound())));
        Assert.That(_sound, Is.GreaterThan(Frames / 20));
        Assert.That(_refused, Is.GreaterThan(Frames / 20));
        Assert.That(_malformed, Is.GreaterThan(Frames / 20));
    }

    private void Compare(int seed, byte[] bytes)
    {
        // What lies behind a frame is another frame's, or anything.
        var room = new byte[bytes.Length + WireCursor.RoomBytes];
        new Random(seed).NextBytes(room);
        bytes.CopyTo(room, 0);
        var hasEnvelope = _reader.TryRead(room, bytes.Length);
        var text = Convert.ToHexString(bytes);
        if (Parsed(bytes) is not { } frame)
        {
            _malformed++;
            Assert.That(hasEnvelope, Is.EqualTo(FrameHeader.TryRead(bytes, out _)), text);
            Assert.That(
                (_reader.Refusal?.Reason, _reader.Body),
                Is.EqualTo((RefusalReason.Malformed, StudyFrame.BodyOneofCase.None)),
                text
            );
            return;
        }

        Assert.That(hasEnvelope, Is.EqualTo(frame.Epoch != 0), text);
        Assert.That((_reader.Epoch, _reader.Counter, _reader.Body), Is.EqualTo((frame.Epoch, frame.Counter, frame.BodyCase)), text);
        Assert.That(_reader.Times, Is.EqualTo(FrameTimes.From(frame)), text);
        if (frame.BodyCase is not (StudyFrame.BodyOneofCase.Trades or StudyFrame.BodyOneofCase.Depth))
        {
            Assert.That(_reader.Message, Is.EqualTo(frame), text);
            return;
        }

        var broken = frame.BodyCase == StudyFrame.BodyOneofCase.Trades ? NaiveRules.Broken(frame.Trades) : NaiveRules.Broken(frame.Depth);
        broken ??= frame.Counter == 0 ? "counter = 0: must be at least 1 for this body" : null;
        Assert.That(_reader.Refusal?.Text, Is.EqualTo(broken), text);
        Assert.That(_reader.Message, Is.Null);
        _refused += broken is null ? 0 : 1;
        _sound += broken is null ? 1 : 0;
        if (broken is null && frame.BodyCase == StudyFrame.BodyOneofCase.Trades)
            Same(frame.Trades, _reader.Trades, text);
        else if (broken is null)
            Same(frame.Depth, _reader.Depth, text);
    }

    private static StudyFrame? Parsed(byte[] bytes)
    {
        try
        {
            return StudyFrame.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static void Same(TradeBatch batch, TradeColumns columns, string text)
    {
        Assert.That(
            (columns.BaseUnixUs, columns.BasePriceTicks, columns.IsHistory),
            Is.EqualTo((batch.BaseUnixUs, batch.BasePriceTicks, batch.History)),
            text
        );
        Equal(columns.TimeDeltas.ToArray().Select(WireColumns.Signed), batch.TimeDeltaUs, text);
        Equal(columns.PriceDeltas.ToArray().Select(WireColumns.Signed), batch.PriceDeltaTicks, text);
        Equal(columns.Lots.ToArray(), batch.VolumeLots, text);
        Equal(columns.Sides.ToArray().Select(side => (V1.Aggressor)side), batch.Aggressor, text);
        Equal(columns.BidOffsets.ToArray().Select(WireColumns.Signed), batch.BidOffsetTicks, text);
        Equal(columns.AskOffsets.ToArray().Select(WireColumns.Signed), batch.AskOffsetTicks, text);
        Equal(columns.Groups.ToArray().Select(group => (V1.PrintGroup)group), batch.Group, text);
    }

    private static void Same(DepthSnapshot depth, DepthColumns columns, string text)
    {
        Assert.That(
            (columns.ObservedUnixUs, columns.UnchangedCalls, columns.IsHistory),
            Is.EqualTo((depth.ObservedUnixUs, depth.UnchangedCalls, depth.History)),
            text
        );
        Equal(columns.Book.Bids.ToArray(), Levels(NaiveRules.Spelled(depth, isBid: true), depth.BidLots, depth.BidOrders), text);
        Equal(columns.Book.Asks.ToArray(), Levels(NaiveRules.Spelled(depth, isBid: false), depth.AskLots, depth.AskOrders), text);
    }

    private static IEnumerable<BookLevel> Levels(List<int> prices, IList<uint> lots, IList<uint> orders) =>
        prices.Select((price, i) => new BookLevel(PriceTicks.Trusted(price), Contracts.Trusted((int)lots[i]), (int)orders[i]));

    // NUnit's comparison of collections is far too slow for so many.
    private static void Equal<T>(IEnumerable<T> found, IEnumerable<T> expected, string text)
    {
        if (!found.SequenceEqual(expected))
            Assert.That(found, Is.EqualTo(expected), text);
    }
}
