using System.Diagnostics;
using Google.Protobuf;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;
using MiaIa.GatewaySim.Tests;
using MiaIa.GatewaySim.Tests.Sessions;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using Aggressor = MiaIa.V1.Aggressor;
using FeatureReading = MiaIa.Engine.Features.FeatureReading;
using PrintGroup = MiaIa.V1.PrintGroup;

namespace MiaIa.Engine.Host.Tests.Chains;

/// <summary>
/// A login that may see neither SPX nor its options: QQQ options come through sockets, planner and rules into the core and serve feature 8. The
/// clock starts at 09:40 New York and moves on when everything that was sent has been read and answered: a busy machine makes it slower and
/// changes nothing else.
/// </summary>
public sealed class BackupFlowTests
{
    private const ulong Epoch = 7;
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 14, 40, 0, TimeSpan.Zero);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>A client that waits for its next token, or for its beat of 50 ms, has nothing to do.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task QQQ_options_serve_the_option_flow_marked_so_where_SPX_may_not_be_seen()
    {
        var clock = new HandClock(Start);
        await using var gateway = await GatewayAsync(clock);
        gateway.Inject("0s spot 5850 for 2h");
        var core = new CoreSide();
        var alerts = new List<Alert>();
        FeatureReading flow;
        var feed = new OptionFeed(new FeedSettings { Source = OptionSource.Synthetic }, core, clock, Assert.Fail);
        CountingSession? session = null;
        var settings = new ClientSettings
        {
            // Without connect options the Gateway refuses what comes too fast, and a heartbeat would be a message that nobody here counts.
            Session = new TwsSettings
            {
                Port = gateway.Port,
                ConnectOptions = "",
                HeartbeatInterval = TimeSpan.FromHours(10),
            },
        };
        await using (
            var client = new TwsClient(
                settings,
                feed,
                alerts.Add,
                clock,
                (tws, sink) => session = new CountingSession(new TwsConnection(tws, sink, clock)),
                () => 0.5
            )
        )
        {
            client.Start();
            while (!(flow = core.Flow).IsValid)
            {
                Settle(() => session is { IsOpen: true } && session.IsSettledWith(gateway) && clock.IsAwaitedWithin(Beat), client);
                Assert.That(
                    clock.GetUtcNow() - Start,
                    Is.LessThan(TimeSpan.FromHours(1)),
                    $"{flow.Reason}; {client.Status}; {feed.Report}"
                );
                clock.Move(Step);
                client.WithRequests(feed.Step);
                core.PlayTo(clock.GetUtcNow());
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(flow.Remark, Is.EqualTo(ReadingRemark.BackupOptions));
            Assert.That(
                clock.GetUtcNow() - Start,
                Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5 + 29)),
                "five minutes of silence, thirty marks a minute apart"
            );
            Assert.That(core.Refused, Is.Empty);
            Assert.That(alerts.Select(alert => alert.Name), Is.EquivalentTo(Alerts), string.Join('\n', alerts));
            Assert.That(gateway.Statistics.LinesMax, Is.InRange(27, 39), "three indices and at most 36 options");
            Assert.That(gateway.Statistics.ErrorsOf(100) + gateway.Statistics.ErrorsOf(101), Is.Zero);
            Assert.That(feed.Report!.ToString(), Does.StartWith("SPX waiting for the price of SPX, QQQ steps in: "));
        });
    }

    private static readonly string[] Alerts =
    [
        AlertNames.Connected,
        AlertNames.NotSubscribed,
        AlertNames.IndexWithoutLast,
        AlertNames.BackupServes,
    ];

    private static Task<SimulatedGateway> GatewayAsync(TimeProvider clock) =>
        SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = clock,
                MarketStart = Start,
                Pulse = TimeSpan.FromSeconds(2),
                Permissions = new Dictionary<string, FeedPermission>
                {
                    ["SPX"] = FeedPermission.None,
                    ["OPTIONS SPX"] = FeedPermission.None,
                },
            }
        );

    private static void Settle(Func<bool> isSettled, TwsClient client)
    {
        var since = Stopwatch.GetTimestamp();
        while (!isSettled())
        {
            Assert.That(Stopwatch.GetElapsedTime(since), Is.LessThan(SettleLimit), client.Status.ToString());
            Thread.Yield();
        }
    }

    /// <summary>The engine's cores behind the rules, and a tape with one trade a second.</summary>
    private sealed class CoreSide : IOptionIngress
    {
        private readonly Lock _lock = new();
        private readonly FrameReader _reader = new();
        private readonly EngineState _step = new(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        private readonly EpochState _epoch;
        private long _second = Start.ToUnixTimeSeconds();
        private ulong _counter;

        public CoreSide()
        {
            var hello = SampleFrames.Hello(Epoch).Hello;
            hello.Label = "SYNTHETIC";
            _epoch = _step.Attach(Epoch, hello, _second * UnixNanos.PerSecond);
        }

        public List<string> Refused { get; } = [];

        public FeatureReading Flow
        {
            get
            {
                lock (_lock)
                    return _step.FindInstrument("ES")!.Core.State.Readings[(int)FeatureId.OptionsFlowBias].Reading;
            }
        }

        public string? Apply(OptionInput input)
        {
            lock (_lock)
            {
                if (OptionRules.FirstBroken(input, _step.Chains) is { } refusal)
                {
                    Refused.Add(refusal.Text);
                    return refusal.Text;
                }

                _step.Apply(input, _step.NewestUnixNs + 1);
                return null;
            }
        }

        public void PlayTo(DateTimeOffset now)
        {
            lock (_lock)
            {
                for (; _second < now.ToUnixTimeSeconds(); _second++)
                {
                    Assert.That(_reader.TryRead(Trade(_second, ++_counter).ToByteArray()), Is.True);
                    _step.Apply(_epoch, _reader, _second * UnixNanos.PerSecond);
                }
            }
        }

        private static StudyFrame Trade(long second, ulong counter) =>
            new()
            {
                Epoch = Epoch,
                Counter = counter,
                Trades = new TradeBatch
                {
                    BaseUnixUs = second * 1_000_000,
                    BasePriceTicks = 23_300,
                    TimeDeltaUs = { 0 },
                    PriceDeltaTicks = { 0 },
                    VolumeLots = { 1 },
                    Aggressor = { Aggressor.Buy },
                    BidOffsetTicks = { -1 },
                    AskOffsetTicks = { 0 },
                    Group = { PrintGroup.None },
                },
            };
    }
}
