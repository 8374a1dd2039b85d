using Grpc.Core;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class AttachTests
{
    private RunningEngine _engine = null!;

    [SetUp]
    public async Task Start() => _engine = await RunningEngine.StartAsync();

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task Frames_in_order_are_taken_and_acknowledged()
    {
        using var study = _engine.Study();
        var welcome = await study.GreetAsync(SampleFrames.Hello());
        Assert.That(
            welcome,
            Is.EqualTo(
                new Welcome
                {
                    ProtocolVersion = 5,
                    ResumeCounter = 1,
                    Role = Role.Publisher,
                    EngineVersion = welcome.EngineVersion,
                    Mode = TradingMode.DryRun,
                    EngineState = "running",
                }
            )
        );

        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Depth(counter: 2), SampleFrames.Bar(counter: 3));
        await study.AckedAsync(3);

        var state = await _engine.InstrumentAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(state.StudyAttached, Is.True);
            Assert.That(state.NewestCounter, Is.EqualTo(3));
            Assert.That(state.TradeRecords, Is.EqualTo(3));
            Assert.That(state.Lots, Is.EqualTo(6));
            Assert.That(state.DepthSnapshots, Is.EqualTo(1));
            Assert.That(state.Bars, Is.EqualTo(1));
            Assert.That(state.LastPriceTicks, Is.EqualTo(SampleFrames.PriceTicks));
            Assert.That(state.Contract, Is.EqualTo("ESH24_FUT_CME"));
            Assert.That(state.Book.BidPriceTicks[0], Is.EqualTo(SampleFrames.PriceTicks));
            Assert.That(state.Book.AskLots[9], Is.EqualTo(39));
        }
    }

    [Test]
    public async Task The_answer_carries_the_times_of_the_newest_frame()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var frame = SampleFrames.Trades();
        frame.StudySeenUnixNs = 11;
        frame.StudySentUnixNs = 12;
        frame.BridgeReceivedUnixNs = 13;
        frame.BridgeSentUnixNs = 14;
        await study.SendAsync(frame);

        var ack = await study.AckedAsync(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ack.Epoch, Is.EqualTo(7));
            Assert.That(ack.Counter, Is.Zero);
            Assert.That((ack.StudySeenUnixNs, ack.StudySentUnixNs), Is.EqualTo((11L, 12L)));
            Assert.That((ack.BridgeReceivedUnixNs, ack.BridgeSentUnixNs), Is.EqualTo((13L, 14L)));
            Assert.That(ack.EngineReceivedUnixNs, Is.GreaterThan(SampleFrames.OpenUnixUs * 1000));
            Assert.That(ack.EngineAnsweredUnixNs, Is.GreaterThanOrEqualTo(ack.EngineReceivedUnixNs));
        }
    }

    [Test]
    public async Task Fault_08_A_lost_frame_is_asked_for_again_and_nothing_is_taken_before_it()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Trades(counter: 3), SampleFrames.Trades(counter: 4));
        var resend = await study.NextAsync(Body.ResendRequest);
        Assert.That(resend.ResendRequest.FromCounter, Is.EqualTo(2));
        Assert.That((await _engine.InstrumentAsync()).TradeRecords, Is.EqualTo(3));

        await study.SendAsync(SampleFrames.Trades(counter: 2), SampleFrames.Trades(counter: 3), SampleFrames.Trades(counter: 4));
        await study.AckedAsync(4);

        var state = await _engine.InstrumentAsync();
        Assert.That(state.TradeRecords, Is.EqualTo(12));
        Assert.That(state.ResendsRequested, Is.EqualTo(1));
        Assert.That(state.FramesMissing, Is.Zero);
    }

    [Test]
    public async Task A_duplicate_is_counted_acknowledged_again_and_not_taken()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Trades(counter: 2));
        await study.AckedAsync(2);
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await study.AckedAsync(2);

        var state = await _engine.InstrumentAsync();
        Assert.That(state.TradeRecords, Is.EqualTo(6));
        Assert.That(state.Duplicates, Is.EqualTo(1));
    }

    [Test]
    public async Task Reordered_frames_end_up_in_order()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 2), SampleFrames.Trades(counter: 1));
        await study.NextAsync(Body.ResendRequest);
        await study.SendAsync(SampleFrames.Trades(counter: 2));
        await study.AckedAsync(2);
        Assert.That((await _engine.InstrumentAsync()).TradeRecords, Is.EqualTo(6));
    }

    [Test]
    public async Task A_heartbeat_that_overtook_its_frames_asks_for_nothing()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(
            SampleFrames.Heartbeat(newest: 2),
            SampleFrames.Trades(counter: 1),
            SampleFrames.Heartbeat(newest: 2),
            SampleFrames.Trades(counter: 2)
        );
        await study.AckedAsync(2);
        Assert.That((await _engine.InstrumentAsync()).ResendsRequested, Is.Zero);
    }

    [Test]
    public async Task A_bad_frame_is_refused_whole_counted_and_the_stream_goes_on()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var bad = SampleFrames.Trades(counter: 2, trades: 100);
        bad.Trades.VolumeLots[99] = 0;
        await study.SendAsync(SampleFrames.Trades(counter: 1), bad, SampleFrames.Trades(counter: 3));
        await study.AckedAsync(3);

        var state = await _engine.InstrumentAsync();
        Assert.That(state.TradeRecords, Is.EqualTo(6));
        Assert.That(
            state.Refused,
            Is.EqualTo(
                new[]
                {
                    new NamedCount { Name = "bad_volume", Count = 1 },
                }
            )
        );
    }

    [Test]
    public async Task A_frame_whose_body_is_malformed_is_refused_in_its_place()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        byte[] malformed =
        [
            .. Google.Protobuf.MessageExtensions.ToByteArray(new StudyFrame { Epoch = 7, Counter = 1 }),
            (StudyFrame.TradesFieldNumber << 3) | 2,
            2,
            0x1A,
            0x7F,
        ];
        await study.SendBytesAsync(malformed);
        await study.SendAsync(SampleFrames.Trades(counter: 2));
        await study.AckedAsync(2);

        var state = await _engine.InstrumentAsync();
        Assert.That(
            state.Refused,
            Is.EqualTo(
                new[]
                {
                    new NamedCount { Name = "malformed", Count = 1 },
                }
            )
        );
        Assert.That(state.TradeRecords, Is.EqualTo(3));
    }

    [Test]
    public async Task Bytes_that_are_no_frame_at_all_end_the_stream_with_INVALID_ARGUMENT_and_what_came_before_is_kept()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendBytesAsync(Google.Protobuf.MessageExtensions.ToByteArray(SampleFrames.Trades()), [0xFF, 0xFF, 0xFF]);
        var status = await study.EndAsync();
        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(status.Detail, Does.Contain("3 bytes"));
        Assert.That((await _engine.InstrumentAsync()).TradeRecords, Is.EqualTo(3));
    }

    [Test]
    public async Task The_first_frame_has_to_be_Hello()
    {
        using var study = _engine.Study();
        await study.SendAsync(SampleFrames.Trades());
        var status = await study.EndAsync();
        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(status.Detail, Does.Contain("Hello"));
    }

    [Test]
    public async Task Frames_that_no_longer_exist_anywhere_are_declared_lost_so_that_the_study_can_go_on()
    {
        using var study = _engine.Study();
        var hello = SampleFrames.Hello();
        hello.Hello.OldestCounter = 41;
        hello.Hello.NewestCounter = 60;
        Assert.That((await study.GreetAsync(hello)).ResumeCounter, Is.EqualTo(41));
        await study.SendAsync(SampleFrames.Trades(counter: 41));
        await study.AckedAsync(41);
        Assert.That((await _engine.InstrumentAsync()).FramesMissing, Is.EqualTo(40));
    }

    [Test]
    public async Task The_book_hash_is_the_documented_one()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Depth(counter: 1, levels: 2), SampleFrames.Depth(counter: 2, levels: 1));
        await study.AckedAsync(2);

        var expected = 14695981039346656037UL;
        foreach (var levels in new[] { 2, 1 })
        {
            using var bytes = new MemoryStream();
            using var fields = new BinaryWriter(bytes);
            fields.Write(SampleFrames.OpenUnixUs);
            fields.Write((uint)levels);
            for (var i = 0; i < levels; i++)
            {
                fields.Write(SampleFrames.PriceTicks - i);
                fields.Write((uint)(20 + i));
                fields.Write((uint)(5 + i));
            }

            fields.Write((uint)levels);
            for (var i = 0; i < levels; i++)
            {
                fields.Write(SampleFrames.PriceTicks + 1 + i);
                fields.Write((uint)(30 + i));
                fields.Write(0u);
            }

            foreach (var b in bytes.ToArray())
                expected = unchecked((expected ^ b) * 1099511628211UL);
        }

        Assert.That((await _engine.InstrumentAsync()).DepthHash, Is.EqualTo(expected));
    }
}
