using Google.Protobuf;
using MiaIa.Bridge.Wire;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Wire;

public sealed class StudyEnvelopeTests
{
    [Test]
    public void The_bodies_have_the_numbers_and_names_of_the_schema()
    {
        Assert.That(NamesOf<StudyBody>(), Is.EqualTo(NamesOf(StudyFrame.Descriptor)));
        Assert.That(NamesOf<EngineBody>(), Is.EqualTo(NamesOf(EngineFrame.Descriptor)));
    }

    [Test]
    public void A_frame_of_the_greatest_length_is_read_and_one_byte_more_is_refused()
    {
        var frame = Padded(StudyEnvelope.FrameBytesMax);
        Assert.That(StudyEnvelope.TryRead(frame, out _), Is.EqualTo(FrameFault.None));
        Assert.That(StudyEnvelope.TryRead(Padded(StudyEnvelope.FrameBytesMax + 1), out _), Is.EqualTo(FrameFault.Oversized));
    }

    [Test]
    public void The_greatest_frame_with_both_times_fits_a_grpc_message()
    {
        var buffer = new byte[64 * 1024];
        Padded(StudyEnvelope.FrameBytesMax).CopyTo(buffer, 0);
        Assert.That(TimestampAppender.AppendUpstream(buffer, StudyEnvelope.FrameBytesMax, 1, 2), Is.EqualTo(buffer.Length));
    }

    [Test]
    public void A_body_of_a_later_version_is_refused_by_its_number()
    {
        byte[] frame = [.. Header(1, 1), .. Field(99, "\u0001"u8)];
        Assert.That(StudyEnvelope.TryRead(frame, out var envelope), Is.EqualTo(FrameFault.UnknownBody));
        Assert.That(FrameFaultText.Describe(FrameFault.UnknownBody, frame.Length, envelope.BodyField, 1), Does.Contain("body number 99"));
    }

    [Test]
    public void A_scalar_field_of_a_later_version_is_no_fault()
    {
        byte[] later = [(9 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8, (7 << 3) | 5, 1, 2, 3, 4];
        byte[] frame = [.. Header(1, 1), .. later, .. Field(13, [])];
        Assert.That(StudyEnvelope.TryRead(frame, out _), Is.EqualTo(FrameFault.None));
    }

    [Test]
    public void A_frame_has_exactly_one_body()
    {
        Assert.That(StudyEnvelope.TryRead(Header(1, 1), out _), Is.EqualTo(FrameFault.NoBody));
        Assert.That(StudyEnvelope.TryRead([], out _), Is.EqualTo(FrameFault.NoBody));
        byte[] two = [.. Header(1, 1), .. Field(13, []), .. Field(14, [])];
        Assert.That(StudyEnvelope.TryRead(two, out _), Is.EqualTo(FrameFault.TwoBodies));
    }

    [TestCase(0ul, 1ul, 13u, nameof(FrameFault.NoEpoch))]
    [TestCase(1ul, 0ul, 13u, nameof(FrameFault.BadCounter))]
    [TestCase(1ul, 0ul, 20u, nameof(FrameFault.BadCounter))]
    [TestCase(1ul, 1ul, 11u, nameof(FrameFault.BadCounter))]
    [TestCase(1ul, ulong.MaxValue, 13u, nameof(FrameFault.BadCounter))]
    [TestCase(1ul, 0ul, 21u, nameof(FrameFault.None))]
    [TestCase(1ul, 7ul, 21u, nameof(FrameFault.None))]
    public void Epoch_and_counter_must_fit_the_body(ulong epoch, ulong counter, uint body, string fault)
    {
        byte[] frame = [.. Header(epoch, counter), .. Field(body, [])];
        Assert.That(StudyEnvelope.TryRead(frame, out _).ToString(), Is.EqualTo(fault));
    }

    [TestCase(5ul, 9ul, 9ul, nameof(FrameFault.None))]
    [TestCase(9ul, 9ul, 9ul, nameof(FrameFault.None))]
    [TestCase(0ul, 9ul, 9ul, nameof(FrameFault.BadGap))]
    [TestCase(10ul, 9ul, 9ul, nameof(FrameFault.BadGap))]
    [TestCase(5ul, 9ul, 8ul, nameof(FrameFault.BadGap))]
    public void A_gap_stands_in_the_place_of_its_last_frame(ulong first, ulong last, ulong counter, string fault)
    {
        var frame = new StudyFrame
        {
            Epoch = 1,
            Counter = counter,
            Gap = new Gap { FirstCounter = first, LastCounter = last },
        };
        Assert.That(StudyEnvelope.TryRead(frame.ToByteArray(), out _).ToString(), Is.EqualTo(fault));
    }

    [Test]
    public void Appended_times_win_over_those_that_were_there()
    {
        var frame = new StudyFrame
        {
            Epoch = 3,
            Counter = 4,
            BridgeReceivedUnixNs = 1,
            BridgeSentUnixNs = 2,
            Trades = new TradeBatch(),
        };
        var buffer = new byte[200];
        var bytes = frame.ToByteArray();
        bytes.CopyTo(buffer, 0);
        var length = TimestampAppender.AppendUpstream(buffer, bytes.Length, 1111, -2222);
        frame.BridgeReceivedUnixNs = 1111;
        frame.BridgeSentUnixNs = -2222;
        Assert.That(StudyFrame.Parser.ParseFrom(buffer, 0, length), Is.EqualTo(frame));
    }

    [Test]
    public void An_engine_frame_gets_its_time_and_another_address_at_its_end()
    {
        var frame = new EngineFrame
        {
            Epoch = 3,
            Counter = 4,
            Signal = new Signal { Id = 5 },
        };
        var buffer = new byte[200];
        var bytes = frame.ToByteArray();
        bytes.CopyTo(buffer, 0);
        var length = TimestampAppender.AppendDownstream(buffer, bytes.Length, 77);
        length = TimestampAppender.AppendAddress(buffer, length, ulong.MaxValue - 1);
        var expected = new EngineFrame
        {
            Epoch = ulong.MaxValue - 1,
            BridgeReturnedUnixNs = 77,
            Signal = new Signal { Id = 5 },
        };
        Assert.That(EngineFrame.Parser.ParseFrom(buffer, 0, length), Is.EqualTo(expected));
    }

    [TestCase(0ul, true)]
    [TestCase(3ul, false)]
    public void Only_what_stands_outside_the_engines_order_may_be_conflated(ulong counter, bool expected)
    {
        var state = new EngineFrame
        {
            Epoch = 1,
            Counter = counter,
            State = new ConfluenceState { Score = 0.1 },
        }.ToByteArray();
        Assert.That(EngineEnvelope.TryRead(state, out var envelope), Is.True);
        Assert.That((envelope.Counter, envelope.MayBeConflated), Is.EqualTo((counter, expected)));
        var signal = new EngineFrame { Epoch = 1, Signal = new Signal() }.ToByteArray();
        Assert.That(EngineEnvelope.TryRead(signal, out var second) && second.MayBeConflated, Is.False);
    }

    [Test]
    public void Hello_is_read_as_far_as_the_bridge_needs_it()
    {
        var hello = new Hello
        {
            ProtocolVersion = 5,
            Instrument = "MES",
            Account = "Sim1",
            Contract = "MESH24_FUT_CME",
            TradeSymbol = "ESH24_FUT_CME",
            NewestCounter = 12,
            Secret = 13,
            TickSizePoints = 0.25,
        };
        Assert.That(HelloFields.TryRead(hello.ToByteArray(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(new HelloFields(5, "MES", "Sim1", "MESH24_FUT_CME", "ESH24_FUT_CME", 12, 13)));
        Assert.That(HelloFields.TryRead([0xFF], out _), Is.False);
    }

    [Test]
    public void Reading_allocates_nothing()
    {
        var bytes = new StudyFrame
        {
            Epoch = 1,
            Counter = 9,
            Gap = new Gap { FirstCounter = 2, LastCounter = 9 },
        }.ToByteArray();
        StudyEnvelope.TryRead(bytes, out _);
        var before = AllocatedBytes.OfThisThread();
        var faults = 0;
        for (var i = 0; i < 100_000; i++)
            faults += (int)StudyEnvelope.TryRead(bytes, out _);
        Assert.That((faults, AllocatedBytes.OfThisThread() - before), Is.EqualTo((0, 0L)));
    }

    private static byte[] Header(ulong epoch, ulong counter) => new StudyFrame { Epoch = epoch, Counter = counter }.ToByteArray();

    private static byte[] Field(uint number, ReadOnlySpan<byte> value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag((int)number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(value));
        }

        return stream.ToArray();
    }

    private static byte[] Padded(int length)
    {
        var frame = new StudyFrame
        {
            Epoch = 1,
            Counter = 1,
            Pattern = new Pattern { Name = new string('x', length - 100) },
        };
        frame.Pattern.Name += new string('x', length - frame.CalculateSize());
        Assert.That(frame.CalculateSize(), Is.EqualTo(length));
        return frame.ToByteArray();
    }

    private static IEnumerable<(int Number, string Name)> NamesOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => (Convert.ToInt32(v, null), v.ToString())).Where(v => v.Item1 != 0).Order();

    private static IEnumerable<(int Number, string Name)> NamesOf(Google.Protobuf.Reflection.MessageDescriptor message) =>
        message.Oneofs.Single().Fields.Select(f => (f.FieldNumber, f.PropertyName)).Order();
}
