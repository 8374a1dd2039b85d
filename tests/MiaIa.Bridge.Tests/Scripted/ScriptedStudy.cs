using Google.Protobuf;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;
using NetMQ;
using NetMQ.Sockets;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>
/// The study's side of the conversation over a real DEALER: a ring that is the send queue, resends, heartbeats. Driven by
/// the test's own thread through <see cref="Pump"/>.
/// </summary>
internal sealed class ScriptedStudy : IDisposable
{
    private readonly DealerSocket _dealer = new();
    private readonly SortedDictionary<ulong, byte[]> _ring = [];
    private readonly HashSet<ulong> _loseOnce = [];
    private readonly Random _random = new(5);
    private ulong _nextToSend = 1;

    internal ScriptedStudy(string endpoint, ulong epoch, string instrument = "ES", string account = "Sim1")
    {
        Epoch = epoch;
        Instrument = instrument;
        Account = account;
        // Not DelayAttachOnConnect: with it, NetMQ throws away what has arrived and was not read when the connection ends.
        _dealer.Options.Linger = TimeSpan.Zero;
        _dealer.Options.SendHighWatermark = 100;
        _dealer.Options.ReconnectInterval = TimeSpan.FromMilliseconds(10);
        _dealer.Connect(endpoint);
    }

    internal ulong Epoch { get; }

    internal string Instrument { get; set; }

    internal string Account { get; }

    internal ulong Secret { get; init; } = 17;

    internal AccessToken Token { get; init; } = TestAccess.Tokens[AccessRole.Operate];

    internal uint ProtocolVersion { get; init; } = 5;

    /// <summary>Sierra's Trade and Current Quote Symbol of a chart of ESH24_FUT_CME.</summary>
    internal string TradeSymbol { get; set; } = "";

    /// <summary>It sends bytes of which nobody can tell who it is.</summary>
    internal bool IsStranger { get; set; }

    /// <summary>Counter of the newest frame made.</summary>
    internal ulong Newest { get; private set; }

    internal ulong Acknowledged { get; private set; }

    internal Role Role { get; private set; }

    internal bool EngineConnected { get; private set; }

    internal int Welcomes { get; private set; }

    internal int ResendsAsked { get; private set; }

    internal int HelloRequests { get; private set; }

    internal List<EngineFrame> Received { get; } = [];

    internal IEnumerable<Refused> Refusals => Received.Where(f => f.BodyCase == EngineFrame.BodyOneofCase.Refused).Select(f => f.Refused);

    /// <summary>Every frame ever made, for comparison with what the engine got.</summary>
    internal Dictionary<ulong, byte[]> Made { get; } = [];

    /// <summary>Says Hello as soon as the connection stands.</summary>
    internal void SayHello() => Eventually.True(() => TrySendProven(HelloBytes()), "hello cannot be sent");

    /// <summary>Makes frames; they are sent by <see cref="Pump"/>.</summary>
    internal void Make(int count)
    {
        for (var i = 0; i < count; i++)
            Keep(new StudyFrame { Trades = RandomFrames.Trades(_random) });
    }

    /// <summary>The ring has overrun: frames up to the newest are gone and a gap takes their place.</summary>
    internal void LoseRing(ulong first)
    {
        var last = Newest;
        foreach (var counter in _ring.Keys.Where(c => c >= first).ToArray())
            _ring.Remove(counter);
        var gap = new StudyFrame
        {
            Epoch = Epoch,
            Counter = last,
            Gap = new Gap
            {
                FirstCounter = first,
                LastCounter = last,
                Reason = "ring_overrun",
            },
        };
        _ring[last] = gap.ToByteArray();
        _nextToSend = Math.Min(_nextToSend, first);
    }

    /// <summary>The first attempt to send this frame is lost on the way.</summary>
    internal void LoseOnTheWay(ulong counter) => _loseOnce.Add(counter);

    /// <summary>Sends a frame of the ring outside the order.</summary>
    internal void SendAgain(ulong counter) => Eventually.True(() => TrySendProven(_ring[counter]), "cannot send");

    /// <summary>Sends any bytes, as this user.</summary>
    internal void SendRaw(byte[] bytes) => Eventually.True(() => TrySendProven(bytes), "cannot send");

    /// <summary>Sends bytes with something before them that should prove who it is.</summary>
    internal void SendRaw(byte[] credential, byte[] bytes) =>
        Eventually.True(() => _dealer.TrySendMultipartBytes(credential, bytes), "cannot send");

    /// <summary>Sends bytes as any other program would.</summary>
    internal void SendUnproven(byte[] bytes) => Eventually.True(() => TrySend(bytes), "cannot send");

    /// <summary>Tells what it has sent: of what is still to come the bridge would think that it was lost, and ask for it again.</summary>
    internal void SendHeartbeat() =>
        TrySend(
            new StudyFrame
            {
                Epoch = Epoch,
                Heartbeat = new Heartbeat { NewestCounter = _nextToSend - 1 },
            }.ToByteArray()
        );

    internal void SayGoodbye() =>
        SendRaw(
            new StudyFrame
            {
                Epoch = Epoch,
                Goodbye = new Goodbye { Reason = "removed", NewestCounter = Newest },
            }.ToByteArray()
        );

    /// <summary>One call of the study: reads everything, then sends as much as goes.</summary>
    internal void Pump()
    {
        while (_dealer.TryReceiveFrameBytes(out var bytes))
            Take(EngineFrame.Parser.ParseFrom(bytes));
        while (Role == Role.Publisher && _nextToSend <= Newest)
        {
            // A gap's counter is that of its last frame, so the next one in the ring may lie further on.
            var counter = _ring.ContainsKey(_nextToSend) ? _nextToSend : _ring.Keys.FirstOrDefault(c => c >= _nextToSend);
            if (!_ring.TryGetValue(counter, out var waiting))
            {
                // Everything from there on is acknowledged.
                _nextToSend = Newest + 1;
                return;
            }

            if (!_loseOnce.Remove(counter) && !TrySend(waiting))
                return;
            _nextToSend = counter + 1;
        }
    }

    public void Dispose() => _dealer.Dispose();

    private void Take(EngineFrame frame)
    {
        Received.Add(frame);
        // The real study ignores what is not addressed to it; only a stranger, who never said who it is, is answered without an address.
        Assert.That(
            frame.Epoch == Epoch
                || (
                    frame.Epoch == 0
                    && (IsStranger || frame is { BodyCase: EngineFrame.BodyOneofCase.Refused, Refused.Code: "no_credential" })
                ),
            Is.True,
            $"addressed to {frame.Epoch}"
        );
        Assert.That(frame.BridgeReturnedUnixNs, Is.GreaterThan(0));
        switch (frame.BodyCase)
        {
            case EngineFrame.BodyOneofCase.Welcome:
                Welcomes++;
                Role = frame.Welcome.Role;
                _nextToSend = frame.Welcome.ResumeCounter;
                break;
            case EngineFrame.BodyOneofCase.Ack:
                Acknowledged = Math.Max(Acknowledged, frame.Ack.Counter);
                foreach (var counter in _ring.Keys.TakeWhile(c => c <= Acknowledged).ToArray())
                    _ring.Remove(counter);
                break;
            case EngineFrame.BodyOneofCase.Refused when frame.Refused.Code == "no_credential" && !IsStranger:
                // Its connection is a new one, of which a DEALER of NetMQ says nothing.
                TrySendProven(HelloBytes());
                break;
            case EngineFrame.BodyOneofCase.ResendRequest:
                ResendsAsked++;
                _nextToSend = Math.Min(_nextToSend, frame.ResendRequest.FromCounter);
                break;
            case EngineFrame.BodyOneofCase.HelloRequest:
                HelloRequests++;
                TrySendProven(HelloBytes());
                break;
            case EngineFrame.BodyOneofCase.Heartbeat:
                EngineConnected = frame.Heartbeat.EngineConnected;
                SendHeartbeat();
                break;
            default:
                break;
        }
    }

    private void Keep(StudyFrame frame)
    {
        frame.Epoch = Epoch;
        frame.Counter = ++Newest;
        frame.StudySeenUnixNs = 1_700_000_000_000_000_000 + (long)Newest;
        Made[Newest] = _ring[Newest] = frame.ToByteArray();
    }

    private byte[] HelloBytes() =>
        new StudyFrame
        {
            Epoch = Epoch,
            Hello = new Hello
            {
                ProtocolVersion = ProtocolVersion,
                Instrument = Instrument,
                Account = Account,
                Contract = "ESH24_FUT_CME",
                TradeSymbol = TradeSymbol,
                TickSizePoints = 0.25,
                NewestCounter = Newest,
                Secret = Secret,
            },
        }.ToByteArray();

    private bool TrySend(byte[] bytes) => _dealer.TrySendFrame(bytes);

    private bool TrySendProven(byte[] bytes) => _dealer.TrySendMultipartBytes(Token.Bytes.ToArray(), bytes);
}
