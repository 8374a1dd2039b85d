using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>After a pause the study's ring is full and its heartbeats arrive before the frames that were made earlier.</summary>
public sealed class HeartbeatOrderTests
{
    private const ulong Epoch = 7;
    private const long LaterUs = 20_000_000;

    [Test]
    public void A_heartbeat_that_overtakes_waiting_frames_does_not_move_market_time_past_them()
    {
        var core = After(Heartbeat(newest: 2), SampleFrames.Trades(Epoch, 2, timeUnixUs: SampleFrames.OpenUnixUs + 1_000_000));
        Assert.That(core.Counters.ObservedClamped, Is.Zero, "the trades of the backlog keep their own times");
        Assert.That(core.Now.Micros, Is.LessThan(SampleFrames.OpenUnixUs + LaterUs));
    }

    [Test]
    public void A_heartbeat_behind_which_nothing_waits_moves_market_time()
    {
        var core = After(Heartbeat(newest: 1));
        Assert.That(core.Now.Micros, Is.EqualTo(SampleFrames.OpenUnixUs + LaterUs));
    }

    private static Engine.Pipeline.EngineCore After(params StudyFrame[] frames)
    {
        var reader = new FrameReader();
        var step = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var now = (SampleFrames.OpenUnixUs + LaterUs) * 1000;
        var state = step.Attach(Epoch, SampleFrames.Hello(Epoch).Hello, now);
        foreach (var frame in frames.Prepend(SampleFrames.Trades(Epoch, 1)))
        {
            Assert.That(reader.TryRead(frame.ToByteArray()), Is.True);
            step.Apply(state, reader, ++now);
        }

        return step.FindInstrument("ES")!.Core;
    }

    private static StudyFrame Heartbeat(ulong newest)
    {
        var frame = SampleFrames.Heartbeat(Epoch, newest);
        frame.Heartbeat.MarketUnixUs += LaterUs;
        return frame;
    }
}
