using System.Diagnostics;
using MiaIa.Engine.Market;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Tests.Planning;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// Client, planner and simulated Gateway over real sockets on one clock, which moves on only when everything that was sent has been read and
/// answered. So half an hour takes as long as the work in it, and a busy machine makes it slower and changes nothing else.
/// </summary>
internal sealed class HandPlayed : IAsyncDisposable
{
    /// <summary>The client's rate is 40 messages a second: one a step.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>The client's loop has nothing to do when it waits for its next token, or for its beat of 50 ms.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(2);

    private readonly HandClock _clock;
    private readonly TwsClient _client;
    private CountingSession? _session;
    private readonly List<Alert> _alerts = [];
    private long _steps;

    private HandPlayed(SimulatedGateway gateway, HandClock clock)
    {
        (Gateway, _clock, Begin) = (gateway, clock, clock.GetUtcNow());
        Feed = new OptionFeed(new FeedSettings { Source = V1.OptionSource.Replay, HasBackup = false }, Engine, clock, Assert.Fail);
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
        _client = new TwsClient(
            settings,
            Feed,
            alert =>
            {
                lock (_alerts)
                    _alerts.Add(alert);
            },
            clock,
            (session, sink) => _session = new CountingSession(new TwsConnection(session, sink, clock)),
            () => 0.5
        );
        _client.Start();
    }

    public SimulatedGateway Gateway { get; }

    public OptionFeed Feed { get; }

    /// <summary>The names of all alerts so far.</summary>
    public string[] AlertNames
    {
        get
        {
            lock (_alerts)
                return [.. _alerts.Select(alert => alert.Name)];
        }
    }

    /// <summary>Contracts that the Gateway does not know.</summary>
    public IReadOnlyList<string> UnknownContracts => _client.UnknownContracts;

    public EngineSide Engine { get; } = new();

    public DateTimeOffset Begin { get; }

    public double Minutes => (_clock.GetUtcNow() - Begin).TotalMinutes;

    public UnixNanos Now => UnixNanos.Trusted((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);

    /// <summary>Connects to a Gateway that serves a table.</summary>
    /// <param name="start">Begins the name of the table's file.</param>
    /// <param name="before">How long before the table's own moment the market begins.</param>
    /// <param name="change">How the Gateway differs from the usual one.</param>
    public static async Task<HandPlayed> OfAsync(
        string start,
        TimeSpan before,
        Func<SimulatedGatewayOptions, SimulatedGatewayOptions>? change = null
    )
    {
        var table = RealTables.Read(start);
        var begin = DateTimeOffset.UnixEpoch.AddTicks(table.AsOf.Value / 100) - before;
        var clock = new HandClock(begin);
        var options = new SimulatedGatewayOptions
        {
            Time = clock,
            ChainFile = RealTables.Find(start),
            MarketStart = begin,
        };
        return new HandPlayed(await SimulatedGateway.StartAsync(change is null ? options : change(options)), clock);
    }

    /// <summary>Plays until something holds, at most to a minute; asked every ten seconds of the clock.</summary>
    public void Play(double toMinute, Func<bool>? isEnough = null)
    {
        while (Minutes < toMinute)
        {
            Settle();
            _clock.Move(Step);
            _steps++;
            if (_steps % 4 == 0)
                _client.WithRequests(Feed.Step);
            if (_steps % 400 == 0 && isEnough?.Invoke() == true)
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    private void Settle()
    {
        var since = Stopwatch.GetTimestamp();
        while (!IsSettled())
        {
            if (Stopwatch.GetElapsedTime(since) > SettleLimit)
                Assert.Fail($"{_client.Status}, sent {_session?.Sent}, read {_session?.Read}, {Gateway.Exchanged}");
            Thread.Yield();
        }
    }

    private bool IsSettled() => _session is { IsOpen: true } session && session.IsSettledWith(Gateway) && _clock.IsAwaitedWithin(Beat);
}
