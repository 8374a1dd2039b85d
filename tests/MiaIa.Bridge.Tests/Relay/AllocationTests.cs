using Google.Protobuf;
using MiaIa.Bridge.Link;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.V1;
using MiaIa.ZeroMq;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>The relay's own part of the way costs no garbage; the test's thread plays the relay thread.</summary>
public sealed class AllocationTests
{
    private const int Block = 50;

    [Test]
    public void A_frame_up_and_an_acknowledgement_down_allocate_nothing()
    {
        using var context = new ZeroMqContext();
        using var port = new StudyPort(context, "tcp://127.0.0.1:*");
        using var dealer = context.CreateSocket(ZeroMqSocketType.Dealer, new ZeroMqSocketOptions { Immediate = true });
        using var message = new ZeroMqMessage();
        dealer.Connect(port.Endpoint);
        var line = new OpenLine();
        var clock = new BridgeClock(TimeProvider.System);
        var counters = new BridgeCounters();
        var table = new StudyTable();
        var replies = new BridgeReplies(port, clock, counters);
        var desk = new HelloHandler(table, line, () => { }, replies, clock, Logger.None);
        var up = new UpstreamRelay(port, table, desk, replies, counters, clock, Logger.None);
        var down = new DownstreamRelay(port, table, desk, replies, counters, clock, Logger.None);

        var hello = new StudyFrame
        {
            Epoch = 1,
            Hello = new Hello { ProtocolVersion = 2, Instrument = "ES" },
        }.ToByteArray();
        Eventually.True(() => dealer.TrySend(hello), "hello");
        Eventually.True(
            () =>
            {
                up.Drain(1);
                return table.All.Count == 1;
            },
            "the session"
        );
        line.Downstream.TryAdd(EngineBody.Welcome, new EngineFrame { Welcome = new Welcome { ResumeCounter = 1 } }.ToByteArray());
        down.Drain();
        down.Drain();
        Assert.That(table.All[0].Phase, Is.EqualTo(AttachPhase.Attached));

        var ack = new EngineFrame
        {
            Epoch = 1,
            Ack = new Ack { Counter = 1 },
        }.ToByteArray();
        var frames = Enumerable
            .Range(1, 200 * Block)
            .Select(n =>
                new StudyFrame
                {
                    Epoch = 1,
                    Counter = (ulong)n,
                    Trades = RandomFrames.Trades(new Random(n)),
                }.ToByteArray()
            )
            .ToArray();
        var sent = 0;
        // The first half warms buffers and code up.
        Run(frames.AsSpan(0, frames.Length / 2), ack);
        var before = AllocatedBytes.OfThisThread();
        Run(frames.AsSpan(frames.Length / 2), ack);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(counters.FramesRelayed, Is.EqualTo(frames.Length));

        void Run(ReadOnlySpan<byte[]> some, byte[] answer)
        {
            for (var i = 0; i < some.Length; i++)
            {
                dealer.TrySend(some[i]);
                if (i % Block < Block - 1)
                    continue;
                sent += Block;
                while (counters.FramesRelayed < sent)
                    up.Drain(512);
                line.Downstream.TryAdd(EngineBody.Ack, answer);
                down.Drain();
                while (dealer.TryReceive(message)) { }
            }
        }
    }

    /// <summary>A line to an engine that takes everything and says what the test puts into the queue.</summary>
    private sealed class OpenLine : IEngineLinks, IEngineLink, IEngineCall
    {
        public DownstreamQueue Downstream { get; } = new(64);

        public IEngineCall Call => this;

        public IEngineLink Open(ulong epoch, Action wakeUp) => this;

        public Task CloseAsync(TimeSpan grace) => Task.CompletedTask;

        public bool TryWrite(ReadOnlyMemory<byte> frame) => true;

        public void Flush()
        {
            // Nothing was kept, so there is nothing to send.
        }
    }
}
