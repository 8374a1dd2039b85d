using System.Collections.Concurrent;
using System.Diagnostics;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Planning;
using MiaIa.V1;
using NodaTime;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// A trading day of client, planner and simulated Gateway over real sockets on one clock, through lost sessions too. The clock moves on only when what
/// was sent has been read and answered: by 100 ms, the four messages of the client's burst, where something happens, by 5 s in quiet hours.
/// </summary>
internal sealed class DayPlayed : IAsyncDisposable
{
    private static readonly TimeSpan Fine = TimeSpan.FromMilliseconds(100),
        Coarse = TimeSpan.FromSeconds(5),
        BusyAfterFault = TimeSpan.FromMinutes(2);

    /// <summary>The client's loop has nothing to do when it waits for its next token, or for its beat of 50 ms.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(2);

    private readonly HandClock _clock;
    private readonly OptionFeed _feed;
    private readonly DateTimeOffset _begin;
    private readonly ConcurrentQueue<Alert> _alerts = new();
    private DateTimeOffset _busyUntil;
    private CountedSession? _session;
    private int _alive;

    private DayPlayed(SimulatedGateway gateway, HandClock clock)
    {
        (Gateway, _clock, _begin) = (gateway, clock, clock.GetUtcNow());
        _feed = new OptionFeed(new FeedSettings { Source = OptionSource.Synthetic }, Engine, clock, Assert.Fail);
        var settings = new ClientSettings
        {
            // Without connect options the Gateway refuses what comes too fast; a heartbeat would be a message that nobody here counts.
            Session = new TwsSettings
            {
                Port = gateway.Port,
                ConnectOptions = "",
                HeartbeatInterval = TimeSpan.FromDays(2),
            },
        };
        Client = new TwsClient(
            settings,
            _feed,
            _alerts.Enqueue,
            clock,
            (session, sink) => _session = new CountedSession(this, new TwsConnection(session, sink, clock)),
            () => 0.5
        );
        Client.Start();
    }

    public SimulatedGateway Gateway { get; }

    public TwsClient Client { get; }

    public EngineSide Engine { get; } = new();

    public ChainPlanner Planner => _feed.Planner!;

    /// <summary>Sessions that lived at the same time, at most.</summary>
    public int AliveMax { get; private set; }

    /// <summary>Every alert with its minute, New York.</summary>
    public IEnumerable<(string Minute, string Name, AlertSeverity Severity)> Alerts =>
        _alerts.Select(alert => (Local(alert.At).ToString("HH:mm", null), alert.Name, alert.Severity));

    public IEnumerable<string> AlertTexts =>
        _alerts.Select(alert => $"{Local(alert.At):HH:mm:ss} {alert.Severity} {alert.Name}: {alert.Text}");

    /// <summary>Begins a day.</summary>
    /// <param name="begin">When.</param>
    /// <param name="script">What goes wrong at the start.</param>
    public static async Task<DayPlayed> FromAsync(DateTimeOffset begin, string script)
    {
        var clock = new HandClock(begin);
        var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = clock,
                MarketStart = begin,
                // A small chain, few lines and slow values: the day is about what happens to them.
                SpotPoints = 1_000,
                Lines = 60,
                Pulse = Coarse,
                ModelInterval = TimeSpan.FromSeconds(60),
                ClientIdHold = TimeSpan.FromSeconds(1),
            }
        );
        gateway.Inject(script);
        return new DayPlayed(gateway, clock);
    }

    /// <summary>Plays until a time of day, New York, and makes something go wrong then.</summary>
    public void PlayTo(LocalTime time, string script = "")
    {
        var date = NewYorkTime.From(Nanos(_begin)).Date;
        var until = NewYorkTime.At(time < NewYorkTime.From(Nanos(_begin)).TimeOfDay ? date.PlusDays(1) : date, time);
        while (Nanos(_clock.GetUtcNow()) < until)
        {
            Settle();
            _clock.Move(IsBusy ? Fine : Coarse);
            Client.WithRequests(_feed.Step);
        }
        if (script.Length == 0)
            return;
        Gateway.Inject(script);
        _busyUntil = _clock.GetUtcNow() + BusyAfterFault;
    }

    /// <summary>Plays on, message by message, until something holds.</summary>
    /// <returns>False when it did not within so many seconds.</returns>
    public bool PlayUntil(Func<bool> isSo, int seconds)
    {
        for (var end = _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds); _clock.GetUtcNow() < end; )
        {
            Settle();
            if (isSo())
                return true;
            _clock.Move(Fine);
        }
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _feed.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    private bool IsBusy =>
        _clock.GetUtcNow() < _busyUntil
        || _feed.Planner is not { } planner
        || planner.Visits.IsSweeping
        || planner.Book.Day != OpenInterestDay.From(Nanos(_clock.GetUtcNow()), new PlanSettings().OpenInterestFrom);

    private static UnixNanos Nanos(DateTimeOffset at) => UnixNanos.Trusted((at - DateTimeOffset.UnixEpoch).Ticks * 100);

    private static LocalDateTime Local(DateTimeOffset at) => NewYorkTime.From(Nanos(at));

    private void Settle()
    {
        var since = Stopwatch.GetTimestamp();
        while (!IsSettled())
        {
            Assert.That(
                Stopwatch.GetElapsedTime(since),
                Is.LessThan(SettleLimit),
                $"{Local(_clock.GetUtcNow())} {Client.Status}, sent {_session?.Sent}, read {_session?.Read}, {Gateway.Exchanged}\n{string.Join('\n', AlertTexts)}"
            );
            Thread.Yield();
        }
    }

    /// <summary>What is being opened, or was hung up, is settled by the sockets alone; a client that waits, by its own loop.</summary>
    private bool IsSettled()
    {
        var state = Client.Status.State;
        if (state == LinkState.Opening)
            return false;
        if (state is not (LinkState.Waiting or LinkState.Stopped))
        {
            if (_session is not { IsOpen: true } session)
                return false;
            // The order matters: what is read last cannot have been caused by what was looked at before.
            var (sent, read) = (session.Sent, session.Read);
            var (received, written) = Gateway.Exchanged;
            if (received != sent || written != read)
                return false;
        }
        return _clock.IsAwaitedWithin(Beat);
    }

    /// <summary>A session that counts what went out, what was read, and how many live beside it.</summary>
    private sealed class CountedSession(DayPlayed day, TwsConnection session) : ITwsSession
    {
        private long _sent;
        private volatile bool _isOpen;

        public bool IsOpen => _isOpen;

        /// <summary>Messages that the Gateway should have by now, those of the sessions before with them.</summary>
        public long Sent => Volatile.Read(ref _sent);

        /// <summary>Frames that were read, the hello with them.</summary>
        public long Read => session.Decoder is { } decoder ? decoder.Delivered + decoder.Unknown + decoder.Malformed + 1 : 0;

        public Task<SessionEnd> Ended => session.Ended;

        public async Task OpenAsync(CancellationToken cancel)
        {
            day.AliveMax = Math.Max(day.AliveMax, Interlocked.Increment(ref day._alive));
            await session.OpenAsync(cancel);
            // The start of the session is answered, and nothing else was sent yet.
            Volatile.Write(ref _sent, day.Gateway.Exchanged.Received);
            _isOpen = true;
        }

        public async Task SendAsync(Request request, CancellationToken cancel)
        {
            await session.SendAsync(request, cancel);
            Interlocked.Increment(ref _sent);
        }

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            Interlocked.Decrement(ref day._alive);
        }
    }
}
