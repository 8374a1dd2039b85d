using System.Diagnostics;
using Google.Protobuf;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;
using NetMQ;
using NetMQ.Sockets;

namespace Performance.Path;

/// <summary>
/// A client that speaks as the study does: it sends one call's batch of trades and one snapshot, waits until both are
/// acknowledged, and measures from the send to the acknowledgement.
/// </summary>
internal sealed class PathProbe : IDisposable
{
    private const int TradesPerCall = 20;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly DealerSocket _socket = new();
    private Msg _received;
    private readonly AccessToken _token;
    private readonly ulong _epoch;
    private ulong _counter;
    private ulong _acknowledged;
    private bool _welcome;
    private int _calls;

    /// <summary>Connects and waits for the engine's welcome.</summary>
    public PathProbe(string endpoint, AccessToken token)
    {
        _token = token;
        _epoch = (ulong)Now();
        _received.InitEmpty();
        // For the goodbye, which is the last thing sent.
        _socket.Options.Linger = TimeSpan.FromSeconds(1);
        _socket.Connect(endpoint);
        Check(_socket.TrySendMultipartBytes(_token.Bytes.ToArray(), Bytes(new StudyFrame { Hello = Greeting() })), "send");
        Await(() => _welcome, "Welcome");
    }

    /// <summary>Bytes of the newest call's frames together.</summary>
    public int CallBytes { get; private set; }

    /// <summary>Bytes of the newest acknowledgement.</summary>
    public int AnswerBytes { get; private set; }

    /// <summary>Round trips of this many calls, in microseconds.</summary>
    public double[] Measure(int calls, TimeSpan pause)
    {
        var times = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            Thread.Sleep(pause);
            var trades = Sequenced(new StudyFrame { Trades = Trades() });
            var depth = Sequenced(new StudyFrame { Depth = Book() });
            CallBytes = trades.Length + depth.Length;
            var start = Stopwatch.GetTimestamp();
            Check(_socket.TrySendFrame(trades) && _socket.TrySendFrame(depth), "send");
            Await(() => _acknowledged >= _counter, $"Ack of {_counter}");
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        return times;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Send(
            new StudyFrame
            {
                Goodbye = new Goodbye { Reason = "measured", NewestCounter = _counter },
            }
        );
        _socket.Dispose();
        _received.Close();
    }

    private static long Now() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    private static Hello Greeting() =>
        new()
        {
            ProtocolVersion = 5,
            Instrument = "ES",
            Contract = "SYNTHETIC-ESZ26_FUT_CME",
            TickSizePoints = 0.25,
            TickValueUsd = 12.5,
            ChartUpdateIntervalMs = 10,
            Mode = TradingMode.DryRun,
            SierraVersion = "probe",
            StudyVersion = "probe",
            Replay = ReplayState.Stopped,
            BookDepthLevels = 10,
            Label = "SYNTHETIC",
            DataExportAllowed = true,
        };

    private byte[] Sequenced(StudyFrame frame)
    {
        frame.Counter = ++_counter;
        return Bytes(frame);
    }

    private byte[] Bytes(StudyFrame frame)
    {
        frame.Epoch = _epoch;
        frame.StudySeenUnixNs = frame.StudySentUnixNs = Now();
        return frame.ToByteArray();
    }

    private void Send(StudyFrame frame) => Check(_socket.TrySendFrame(Bytes(frame)), "send");

    private TradeBatch Trades()
    {
        var batch = new TradeBatch { BaseUnixUs = Now() / 1000, BasePriceTicks = 24_000 + (++_calls % 16) };
        for (var i = 0; i < TradesPerCall; i++)
        {
            var buy = (i + _calls) % 3 != 0;
            batch.TimeDeltaUs.Add(i == 0 ? 0 : 50);
            batch.PriceDeltaTicks.Add(0);
            batch.VolumeLots.Add((uint)(1 + i % 5));
            batch.Aggressor.Add(buy ? Aggressor.Buy : Aggressor.Sell);
            batch.BidOffsetTicks.Add(buy ? -1 : 0);
            batch.AskOffsetTicks.Add(buy ? 0 : 1);
            batch.Group.Add(PrintGroup.None);
        }
        return batch;
    }

    private DepthSnapshot Book()
    {
        var book = new DepthSnapshot
        {
            ObservedUnixUs = Now() / 1000,
            BidPriceTicks = { 24_000 },
            AskPriceTicks = { 24_001 },
        };
        for (var i = 0; i < 10; i++)
        {
            book.BidLots.Add((uint)(20 + (i + _calls) % 30));
            book.BidOrders.Add(5);
            book.AskLots.Add((uint)(20 + (i * 3 + _calls) % 30));
            book.AskOrders.Add(5);
        }
        return book;
    }

    private void Await(Func<bool> done, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!done())
        {
            _socket.Poll(PollEvents.PollIn, TimeSpan.FromMilliseconds(100));
            while (_socket.TryReceive(ref _received, TimeSpan.Zero))
                Take(EngineFrame.Parser.ParseFrom(_received.Slice()));
            Check(Stopwatch.GetElapsedTime(start) < AnswerLimit, $"wait for {what}");
        }
    }

    private void Take(EngineFrame frame)
    {
        switch (frame.BodyCase)
        {
            case EngineFrame.BodyOneofCase.Ack:
                _acknowledged = Math.Max(_acknowledged, frame.Ack.Counter);
                AnswerBytes = frame.CalculateSize();
                break;
            case EngineFrame.BodyOneofCase.Welcome:
                _welcome = true;
                break;
            case EngineFrame.BodyOneofCase.HelloRequest:
                Check(_socket.TrySendMultipartBytes(_token.Bytes.ToArray(), Bytes(new StudyFrame { Hello = Greeting() })), "send");
                break;
            case EngineFrame.BodyOneofCase.Refused:
                throw new InvalidOperationException($"refused: {frame.Refused.Text}");
            case EngineFrame.BodyOneofCase.ResendRequest:
                throw new InvalidOperationException($"asked to resend from {frame.ResendRequest.FromCounter}");
        }
    }

    private static void Check(bool ok, string what)
    {
        if (!ok)
            throw new InvalidOperationException($"the path did not {what}");
    }
}
