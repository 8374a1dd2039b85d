using System.Collections.Concurrent;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Connection;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>The client on real sockets, against a Gateway that does what the test says.</summary>
public sealed class TwsClientTests
{
    private static readonly Contract Spx = new()
    {
        ConId = 416904,
        Symbol = "SPX",
        SecurityType = "IND",
        Exchange = "CBOE",
    };

    private readonly ConcurrentQueue<Alert> _alerts = new();

    [SetUp]
    public void Forget_the_alerts_of_the_test_before() => _alerts.Clear();

    [Test]
    public async Task Wishes_lines_gets_ticks_and_asks_again_after_the_Gateway_hung_up()
    {
        using var gateway = new ScriptedGateway();
        var reader = new KeptTicks();
        await using var client = ClientOf(gateway, reader);
        var key = 0;
        client.WithRequests(requests => key = requests.Subscribe(new MarketDataSubscription(Spx)));
        client.Start();
        using (var peer = await gateway.AcceptAsync())
        {
            await peer.GreetAsync();
            Assert.That(await peer.ReadFrameAsync(), Is.EqualTo("59|1|1|"));
            Assert.That(await peer.ReadFrameAsync(), Is.EqualTo("1|11|1000|416904|SPX|IND||0.0|||CBOE||USD|||0||0|0||"));
            await peer.SendAsync("1|6|1000|4|6800.25||0|");
            await Opened.Eventually(() => reader.All.Count == 1);
        }
        using var again = await gateway.AcceptAsync();
        await again.GreetAsync();
        Assert.That(await again.ReadFrameAsync(), Is.EqualTo("59|1|1|"));
        Assert.That(await again.ReadFrameAsync(), Does.StartWith("1|11|1001|416904|SPX|IND|"));
        await again.SendAsync("1|6|1001|4|6800.5||0|");
        await Opened.Eventually(() => reader.All.Count == 2);
        Assert.That(reader.All.Select(tick => tick.Line), Is.All.EqualTo(key));
        Assert.That(reader.OldCount, Is.EqualTo(1));
        Assert.That((client.Status.State, client.Status.Sessions, client.Status.LinesServed), Is.EqualTo((LinkState.Live, 2, 1)));
        Assert.That(_alerts.Select(alert => alert.Name), Is.EqualTo(Outage));
    }

    [Test]
    public async Task There_is_one_reconnect_loop_and_one_session_at_a_time()
    {
        using var gateway = new ScriptedGateway();
        var sessions = new CountedSessions();
        await using var client = new TwsClient(
            new ClientSettings
            {
                Session = gateway.Settings,
                QuickWait = TimeSpan.FromMilliseconds(1),
                SlowWaitMin = TimeSpan.FromMilliseconds(1),
                SlowWaitMax = TimeSpan.FromMilliseconds(2),
            },
            new KeptTicks(),
            _alerts.Enqueue,
            TimeProvider.System,
            sessions.Open,
            () => 0
        );
        client.Start();
        Assert.Throws<InvalidOperationException>(client.Start);
        for (var i = 0; i < 20; i++)
        {
            // Every way to lose a session at once: hung up, and named as taken.
            using var peer = await gateway.AcceptAsync();
            await peer.GreetAsync();
            if (i % 2 == 0)
                await peer.SendAsync("4|2|-1|1100|lost||", "4|2|-1|1300|port||");
        }
        await Opened.Eventually(() => sessions.Opened >= 20);
        Assert.That(sessions.AliveMax, Is.EqualTo(1));
    }

    [Test]
    public async Task Single_requests_are_answered_refused_and_timed_out_one_by_one()
    {
        using var gateway = new ScriptedGateway();
        await using var client = ClientOf(gateway, new KeptTicks());
        client.Start();
        using var peer = await gateway.AcceptAsync();
        await peer.GreetAsync();
        await peer.ReadFrameAsync();
        var parameters = new TaskCompletionSource<IReadOnlyList<OptionParameters>>();
        client.WithRequests(requests => requests.AskParameters("SPX", "IND", 416904, parameters.SetResult, parameters.SetException));
        Assert.That(await peer.ReadFrameAsync(), Is.EqualTo("78|1000|SPX||IND|416904|"));
        var bars = new TaskCompletionSource<IReadOnlyList<Bar>>();
        var request = new BarsRequest(0, Spx, "", "1 day", "1 M", "TRADES");
        client.WithRequests(requests => requests.AskBars(request, bars.SetResult, bars.SetException));
        Assert.That(await peer.ReadFrameAsync(), Does.StartWith("20|1001|"));
        await peer.SendAsync("4|2|1001|162|no data||", "75|1000|SMART|416904|SPXW|100|1|20260106|2|6800.0|6805.0|", "76|1000|");
        Assert.That((await parameters.Task.WaitAsync(ScriptedPeer.Limit)).Single().Strikes, Has.Count.EqualTo(2));
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => bars.Task.WaitAsync(ScriptedPeer.Limit));
        Assert.That(refused!.Code, Is.EqualTo(162));
        Assert.That(client.Status.State, Is.EqualTo(LinkState.Live));
    }

    [Test]
    public async Task A_wedged_Gateway_is_told_from_one_that_is_not_there()
    {
        using var gateway = new ScriptedGateway();
        await using var client = ClientOf(
            gateway,
            new KeptTicks(),
            session => session with { HelloLimit = TimeSpan.FromMilliseconds(100) }
        );
        client.Start();
        using var peer = await gateway.AcceptAsync();
        await Opened.Eventually(() => !_alerts.IsEmpty);
        Assert.That(_alerts.Select(alert => alert.Name), Is.EqualTo(Wedged));
        await Opened.Eventually(() => client.Status.State == LinkState.Waiting);
    }

    [Test]
    public async Task Stopping_in_the_middle_of_an_opening_ends_at_once_and_fails_what_is_asked()
    {
        using var gateway = new ScriptedGateway();
        var client = ClientOf(gateway, new KeptTicks());
        client.Start();
        using var peer = await gateway.AcceptAsync();
        await peer.ReadHelloAsync();
        var asked = new TaskCompletionSource<IReadOnlyList<ContractDetails>>();
        client.WithRequests(requests => requests.AskDetails(Spx, asked.SetResult, asked.SetException));
        await client.DisposeAsync().AsTask().WaitAsync(ScriptedPeer.Limit);
        await client.DisposeAsync();
        Assert.That((await Assert.ThrowsAsync<TwsException>(() => asked.Task))!.End.Cause, Is.EqualTo(SessionEndCause.ClosedHere));
        Assert.That(client.Status.State, Is.EqualTo(LinkState.Stopped));
    }

    [Test]
    public void Ticks_leave_nothing_for_the_collector()
    {
        var core = new ClientCore(new ClientSettings(), TimeProvider.System, new SilentReader(), _ => { }, () => 0);
        var sink = new ClientSink(core, new Lock(), new SilentReader(), () => { });
        core.Lines.Subscribe(new MarketDataSubscription(Spx));
        core.Start();
        core.Opening();
        core.Opened();
        while (core.Next() is not null) { }
        void Deliver()
        {
            for (var i = 0; i < 1_000; i++)
            {
                sink.Receive(new TickPrice(1_000, TickType.Bid, i, 1, TickAttributes.None));
                sink.Receive(new TickSize(1_000, TickType.PutOpenInterest, i));
                sink.Receive(new OptionComputation(1_000, TickType.ModelOption, true, 0.1 + i, null, null, null, null, null, null, null));
            }
        }
        Deliver();
        var before = AllocatedBytes.OfThisThread();
        Deliver();
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    private static readonly string[] Outage = [AlertNames.Connected, AlertNames.Disconnected, AlertNames.Connected];
    private static readonly string[] Wedged = [AlertNames.GatewayWedged];

    private TwsClient ClientOf(ScriptedGateway gateway, ILineReader reader, Func<TwsSettings, TwsSettings>? change = null)
    {
        var session = change is null ? gateway.Settings : change(gateway.Settings);
        return new TwsClient(
            new ClientSettings { Session = session, QuickWait = TimeSpan.FromMilliseconds(20) },
            reader,
            _alerts.Enqueue,
            TimeProvider.System
        );
    }
}
