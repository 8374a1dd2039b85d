using Google.Protobuf;
using Google.Protobuf.Reflection;
using MiaIa.V1;

namespace MiaIa.Proto.Tests;

public sealed class FrameRoundTripTests
{
    private static IEnumerable<FieldDescriptor> StudyBodies => StudyFrame.Descriptor.Oneofs.Single().Fields;

    private static IEnumerable<FieldDescriptor> EngineBodies => EngineFrame.Descriptor.Oneofs.Single().Fields;

    [TestCaseSource(nameof(StudyBodies))]
    public void A_study_frame_comes_back_as_it_went(FieldDescriptor body)
    {
        var frame = new StudyFrame();
        Fill.Message(frame, body);
        var back = StudyFrame.Parser.ParseFrom(frame.ToByteArray());
        Assert.That(back, Is.EqualTo(frame));
        Assert.That(back.BodyCase.ToString(), Is.EqualTo(body.PropertyName));
        Assert.That(JsonFormatter.Default.Format(back), Is.EqualTo(JsonFormatter.Default.Format(frame)));
    }

    [TestCaseSource(nameof(EngineBodies))]
    public void An_engine_frame_comes_back_as_it_went(FieldDescriptor body)
    {
        var frame = new EngineFrame();
        Fill.Message(frame, body);
        var back = EngineFrame.Parser.ParseFrom(frame.ToByteArray());
        Assert.That(back, Is.EqualTo(frame));
        Assert.That(back.BodyCase.ToString(), Is.EqualTo(body.PropertyName));
        Assert.That(JsonFormatter.Default.Format(back), Is.EqualTo(JsonFormatter.Default.Format(frame)));
    }

    [Test]
    public void Times_that_a_hop_appends_to_the_bytes_win_over_those_before()
    {
        var sent = new StudyFrame
        {
            Epoch = 7,
            Counter = 3,
            BridgeReceivedUnixNs = 1,
            Goodbye = new Goodbye { Reason = "removed" },
        }.ToByteArray();
        var appended = new StudyFrame { BridgeReceivedUnixNs = 11, BridgeSentUnixNs = 12 }.ToByteArray();
        var merged = StudyFrame.Parser.ParseFrom([.. sent, .. appended]);
        Assert.That(
            merged,
            Is.EqualTo(
                new StudyFrame
                {
                    Epoch = 7,
                    Counter = 3,
                    BridgeReceivedUnixNs = 11,
                    BridgeSentUnixNs = 12,
                    Goodbye = new Goodbye { Reason = "removed" },
                }
            )
        );
    }

    [Test]
    public void A_field_from_a_newer_peer_is_kept()
    {
        byte[] newer = [.. new StudyFrame { Epoch = 7 }.ToByteArray(), 0x98, 0x06, 0x05]; // field 99, varint 5
        Assert.That(StudyFrame.Parser.ParseFrom(newer).ToByteArray(), Is.EqualTo(newer));
    }
}
