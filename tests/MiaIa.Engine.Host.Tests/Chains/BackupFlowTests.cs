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
/// clock runs 150 times as fast as the wall, from 09:40 New York on.
/// </summary>
public sealed class BackupFlowTests
{
    private const double Speed = 150;
    private const ulong Epoch = 7;
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 14, 40, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>A minute by the wall.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2.5);

    [Test]
    public async Task QQQ_options_serve_the_option_flow_marked_so_where_SPX_may_not_be_seen()
    {
        var clock = new ScaledClock(Start, Speed, TimeProvider.System);
        await using var gateway = await SimulatedGateway.StartAsync(
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
        gateway.Inject("0s spot 5850 for 2h");
        var core = new CoreSide();
        var alerts = new List<Alert>();
        FeatureReading flow;
        var feed = new OptionFeed(new FeedSettings { Source = OptionSource.Synthetic }, core, clock, Assert.Fail);
        var settings = new ClientSettings
        {
            // What a loaded machine needs to answer must not end a session or replace a line.
            Session = new TwsSettings
            {
                Port = gateway.Port,
                HeartbeatLimit = Patience,
                HelloLimit = Patience,
                SocketLimit = Patience,
                ReadyLimit = Patience,
            },
            SilentAfter = TimeSpan.FromSeconds(3_000),
            RequestLimit = Patience,
        };
        await using (var client = new TwsClient(settings, feed, alerts.Add, clock))
        {
            client.Start();
            using var limit = new CancellationTokenSource(Limit);
            while (!(flow = core.Flow).IsValid)
            {
                Assert.That(limit.IsCancellationRequested, Is.False, $"{core.Flow.Reason}; {client.Status}; {feed.Report}");
                client.WithRequests(feed.Step);
                core.PlayTo(clock.GetUtcNow());
                await Task.Delay(2);
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(flow.Remark, Is.EqualTo(ReadingRemark.BackupOptions));
            Assert.That(
                clock.GetUtcNow() - Start,
                Is.GreaterThan(TimeSpan.FromMinutes(35)),
                "five minutes of silence, thirty minute marks"
            );
            Assert.That(core.Refused, Is.Empty);
            Assert.That(alerts.Select(alert => alert.Name), Is.EquivalentTo(Alerts), string.Join('\n', alerts));
            Assert.That(gateway.Statistics.LinesMax, Is.InRange(27, 39), "three indices and at most 36 options");
            Assert.That(gateway.Statistics.ErrorsOf(100) + gateway.Statistics.ErrorsOf(101), Is.Zero);
            Assert.That(feed.Report!.ToString(), Does.StartWith("SPX waiting for the price of SPX, QQQ steps in: "));
        });
    }

    private static readonly string[] Alerts = [AlertNames.Connected, AlertNames.NotSubscribed, AlertNames.BackupServes];

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
