using Google.Protobuf;
using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;
using NetMQ;
using NetMQ.Sockets;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>The relay's own part of the way costs no garbage beside NetMQ's; the test's thread plays the relay thread.</summary>
public sealed class AllocationTests
{
    private const int Block = 50;
    private const int Blocks = 200;

    private readonly byte[][] _frames =
    [
        .. Enumerable
            .Range(1, Blocks * Block)
            .Select(n =>
                new StudyFrame
                {
                    Epoch = 1,
                    Counter = (ulong)n,
                    Trades = RandomFrames.Trades(new Random(n)),
                }.ToByteArray()
            ),
    ];

    private readonly byte[] _ack = new EngineFrame
    {
        Epoch = 1,
        Ack = new Ack { Counter = 1 },
    }.ToByteArray();

    [Test]
    public void A_frame_up_and_an_acknowledgement_down_allocate_what_NetMQ_allocates_and_nothing_of_ours()
    {
        var ours = BytesOfTheRelay();
        var netMq = BytesOfNetMqAlone();
        TestContext.Out.WriteLine($"bytes a frame on the relay thread: {ours:0.0}, of them NetMQ's own {netMq:0.0}");
        // A frame: the routing id's array and now and then a chunk of a queue. NetMQ's own threads come on top and are not ours to bound.
        Assert.That(ours, Is.LessThan(100));
        Assert.That(ours - netMq, Is.LessThan(1));
    }

    private double BytesOfTheRelay()
    {
        using var port = new StudyPort("tcp://127.0.0.1:*");
        using var dealer = new DealerSocket();
        dealer.Options.DelayAttachOnConnect = true;
        dealer.Connect(port.Endpoint);
        var line = new OpenLine();
        var clock = new BridgeClock(TimeProvider.System);
        var counters = new BridgeCounters();
        var table = new StudyTable();
        var replies = new BridgeReplies(port, clock, counters);
        var hello = new HelloHandler(table, line, () => { }, replies, clock, Logger.None);
        var up = new UpstreamRelay(port, table, new ProvenStudies(TestAccess.Tokens), hello, replies, counters, clock, Logger.None);
        var down = new DownstreamRelay(port, table, hello, replies, counters, clock, Logger.None);
        Attach(dealer, line, table, up, down);
        var sent = 0;
        var bytes = BytesAFrame(
            dealer,
            count =>
            {
                sent += count;
                while (counters.FramesRelayed < sent)
                {
                    up.Drain(512);
                    Thread.Yield();
                }

                line.Downstream.TryAdd(EngineBody.Ack, _ack);
                down.Drain();
            }
        );
        Assert.That(counters.FramesRelayed, Is.EqualTo(_frames.Length));
        return bytes;
    }

    private double BytesOfNetMqAlone()
    {
        using var router = new RouterSocket();
        using var dealer = new DealerSocket();
        dealer.Options.DelayAttachOnConnect = true;
        dealer.Connect($"tcp://127.0.0.1:{router.BindRandomPort("tcp://127.0.0.1")}");
        byte[] id = [];
        var part = new Msg();
        part.InitEmpty();
        var received = 0;
        var due = 0;
        return BytesAFrame(
            dealer,
            count =>
            {
                for (due += count; received < due; )
                {
                    if (!router.TryReceive(ref part, TimeSpan.Zero))
                    {
                        Thread.Yield();
                        continue;
                    }

                    if (id.Length == 0)
                        id = part.ToArray();
                    received += router.TryReceive(ref part, TimeSpan.Zero) ? 1 : 0;
                }

                var answer = new Msg();
                answer.InitGC(id, id.Length);
                router.TrySend(ref answer, TimeSpan.Zero, more: true);
                answer.InitPool(_ack.Length);
                router.TrySend(ref answer, TimeSpan.Zero, more: false);
            }
        );
    }

    /// <summary>Sends every frame, in blocks; counts what the taker of a block allocates. The first half warms buffers and code up.</summary>
    private double BytesAFrame(DealerSocket dealer, Action<int> take)
    {
        var allocated = 0L;
        for (var i = 0; i < _frames.Length; i++)
        {
            Eventually.True(() => dealer.TrySendFrame(_frames[i]), "send");
            if (i % Block < Block - 1)
                continue;
            var before = AllocatedBytes.OfThisThread();
            take(Block);
            if (i >= _frames.Length / 2)
                allocated += AllocatedBytes.OfThisThread() - before;
            while (dealer.TrySkipFrame()) { }
        }

        return allocated / (_frames.Length / 2.0);
    }

    private static void Attach(DealerSocket dealer, OpenLine line, StudyTable table, UpstreamRelay up, DownstreamRelay down)
    {
        var hello = new StudyFrame
        {
            Epoch = 1,
            Hello = new Hello { ProtocolVersion = 5, Instrument = "ES" },
        }.ToByteArray();
        Eventually.True(() => dealer.TrySendMultipartBytes(TestAccess.Tokens[AccessRole.Operate].Bytes.ToArray(), hello), "hello");
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
