using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>What a Gateway does not allow.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LimitTests
{
    private readonly HandClock _clock = new();

    private SimulatedGatewayOptions Options => new() { Time = _clock };

    [Test]
    public async Task The_message_beyond_the_rate_gets_error_100_and_the_third_such_ends_the_session()
    {
        await using var client = await Connected.ToAsync(
            Options with
            {
                MessagesPerSecond = 5,
            },
            settings => settings with { ConnectOptions = "" }
        );
        for (var i = 0; i < 4; i++)
            await client.AskAsync(new CurrentTimeRequest());
        await Connected.EventuallyAsync(() => client.All<CurrentTime>().Count() == 4, "the fourth time");
        Assert.That(client.Notices(100), Is.Empty, "startApi and four requests are five");

        for (var i = 0; i < 3; i++)
            await client.AskAsync(new CurrentTimeRequest());
        var end = await client.Connection.Ended.WaitAsync(Connected.Limit);
        Assert.Multiple(() =>
        {
            Assert.That(end.Text, Does.Contain("100"));
            Assert.That(client.Notices(100).Count(), Is.EqualTo(3));
            Assert.That(client.All<CurrentTime>().Count(), Is.EqualTo(4), "what came too fast is not served");
            Assert.That(client.Gateway.Statistics.MessagesInASecondMax, Is.EqualTo(8));
        });
    }

    [Test]
    public async Task Messages_of_the_second_before_do_not_count()
    {
        await using var client = await Connected.ToAsync(
            Options with
            {
                MessagesPerSecond = 3,
            },
            settings => settings with { ConnectOptions = "" }
        );
        for (var second = 0; second < 4; second++)
        {
            _clock.Move(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 3; i++)
                await client.AskAsync(new CurrentTimeRequest());
            var expected = 3 * (second + 1);
            await Connected.EventuallyAsync(() => client.All<CurrentTime>().Count() == expected, "the third time of a second");
        }
        Assert.That(client.Gateway.Statistics.MessagesInASecondMax, Is.EqualTo(3));
    }

    [Test]
    public async Task A_client_that_asked_to_be_paced_waits_instead()
    {
        await using var client = await Connected.ToAsync(Options with { MessagesPerSecond = 3 });
        for (var i = 0; i < 5; i++)
            await client.AskAsync(new CurrentTimeRequest());
        await Connected.EventuallyAsync(() => client.Gateway.Statistics.MessagesPaced > 0, "a pause");
        Assert.That(client.All<CurrentTime>().Count(), Is.EqualTo(2));
        await Connected.EventuallyAsync(
            () =>
            {
                _clock.Move(TimeSpan.FromMilliseconds(200));
                return client.All<CurrentTime>().Count() == 5;
            },
            "the last time"
        );
        Assert.That(client.Notices(100), Is.Empty);
        Assert.That(client.Gateway.Statistics.MessagesInASecondMax, Is.EqualTo(3));
    }

    [Test]
    public async Task A_client_id_serves_one_client_at_a_time()
    {
        await using var first = await Connected.ToAsync(Options);
        Assert.That(await Connected.RefusedAsync(first.Gateway), Is.EqualTo(SessionEndCause.ClientIdInUse));
        Assert.That(first.Gateway.Statistics.ErrorsOf(326), Is.EqualTo(1));

        await using var other = await Connected.ToAsync(first.Gateway, settings => settings with { ClientId = 7 });
        await first.Connection.DisposeAsync();
        await using var again = await EventuallyConnectedAsync(first.Gateway);
        Assert.That(again.Connection.State, Is.EqualTo(ConnectionState.Ready));
    }

    [Test]
    public async Task A_client_id_can_stay_held_for_a_while()
    {
        await using var first = await Connected.ToAsync(Options with { ClientIdHold = TimeSpan.FromSeconds(30) });
        await first.Connection.DisposeAsync();
        await Connected.EventuallyAsync(() => first.Gateway.ClientsConnected == 0, "the end of the first client");
        Assert.That(await Connected.RefusedAsync(first.Gateway), Is.EqualTo(SessionEndCause.ClientIdInUse));
        _clock.Move(TimeSpan.FromSeconds(31));
        await using var again = await Connected.ToAsync(first.Gateway);
    }

    [Test]
    public async Task Wrong_requests_are_refused_one_by_one()
    {
        await using var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.AskAsync(new LineRequest(2, OwnClientTests.Option("20261127", 5_801, "C")));
        await client.AskAsync(new LineRequest(3, OwnClientTests.Option("20261127", 0, "C")));
        await client.AskAsync(new LineRequest(4, OwnClientTests.Option("20261127", 5_800, "C"), "101", IsSnapshot: true));
        await client.AskAsync(new CancelLine(99));
        await client.AskAsync(new LineRequest(5, Connected.Spx with { Symbol = "ES", SecurityType = "FUT", Exchange = "GLOBEX" }));
        await client.AskAsync(new BarsRequest(6, OwnClientTests.Option("20261127", 5_800, "C"), "", "1 day", "1 M", "TRADES"));
        await client.FirstAsync<Notice>(notice => notice.RequestId == 6);
        Assert.That(
            client.All<Notice>().Where(notice => notice.RequestId > 0).Select(notice => (notice.RequestId, notice.Code)),
            Is.EqualTo([(2, 200), (3, 200), (4, 321), (99, 300), (5, 200), (6, 162)])
        );
        Assert.That(client.Gateway.OpenLines, Is.EqualTo(["SPX"]));
    }

    [Test]
    public async Task A_snapshot_holds_its_line_until_it_ends()
    {
        await using var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, Connected.Spx, IsSnapshot: true));
        await client.FirstAsync<TickPrice>(tick => tick.Type == TickType.Last);
        _clock.Move(TimeSpan.FromSeconds(10));
        Assert.That(client.Gateway.Statistics.LinesNow, Is.EqualTo(1));
        _clock.Move(TimeSpan.FromSeconds(2));
        await client.FirstAsync<RequestEnd>(end => end.Kind == RequestEndKind.Snapshot);
        Assert.That(client.Gateway.Statistics.LinesNow, Is.Zero);
    }

    [Test]
    public async Task The_same_bars_within_15_seconds_are_refused()
    {
        await using var client = await Connected.ToAsync(Options with { VixFile = SharedFiles.Path("vix/VIX_History.csv") });
        var request = new BarsRequest(1, Connected.Vix, "20240105 00:00:00", "1 day", "1 W", "TRADES");
        await client.AskAsync(request);
        await client.AskAsync(request with { RequestId = 2 });
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 2, Code: 162 });
        _clock.Move(TimeSpan.FromSeconds(16));
        await client.AskAsync(request with { RequestId = 3 });
        var bars = await client.FirstAsync<Bars>(bars => bars.RequestId == 3);
        Assert.That(
            bars.Items.Select(bar => (bar.Date, bar.Close)),
            Is.EqualTo([("20231229", 12.45), ("20240102", 13.20), ("20240103", 14.04), ("20240104", 14.13), ("20240105", 13.35)])
        );
    }

    [Test]
    public async Task An_order_is_refused_and_counted_apart()
    {
        await using var gateway = await SimulatedGateway.StartAsync(Options);
        using var raw = await RawClient.StartAsync(gateway.Port);
        await raw.SendAsync("3|1|0|SPX|IND|");
        Assert.That(await raw.NextAsync(text => text.StartsWith("4|2|1|321|", StringComparison.Ordinal)), Does.Contain("Read-Only"));
        Assert.That(gateway.Statistics.OrderMessages, Is.EqualTo(1));
    }

    [Test]
    public async Task A_request_id_opens_one_line_at_a_time()
    {
        await using var gateway = await SimulatedGateway.StartAsync(Options);
        using var raw = await RawClient.StartAsync(gateway.Port);
        const string Open = "1|11|4||SPX|IND|||||CBOE||USD|||0||0|0||";
        await raw.SendAsync(Open);
        await raw.SendAsync(Open);
        Assert.That(
            await raw.NextAsync(text => text.StartsWith("4|2|4|", StringComparison.Ordinal)),
            Is.EqualTo("4|2|4|102|Duplicate ticker id||")
        );
        await raw.SendAsync("2|1|4|");
        await raw.SendAsync(Open);
        await Connected.EventuallyAsync(() => gateway.Statistics.RequestsOf(1) == 3, "the third request");
        Assert.That(gateway.Statistics.ErrorsOf(102), Is.EqualTo(1));
        Assert.That(gateway.OpenLines, Is.EqualTo(["SPX"]));
    }

    [Test]
    public async Task What_cannot_be_read_is_told_and_the_session_goes_on()
    {
        await using var gateway = await SimulatedGateway.StartAsync(Options);
        using var raw = await RawClient.StartAsync(gateway.Port);
        await raw.SendAsync("1|11|x|");
        await raw.SendAsync("no number|");
        await raw.SendAsync("250|1|");
        await raw.SendAsync("49|1|");
        await raw.NextAsync(text => text.StartsWith("49|1|", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(gateway.Statistics.MessagesMalformed, Is.EqualTo(2));
            Assert.That(gateway.Statistics.MessagesUnknown, Is.EqualTo(1));
            Assert.That(gateway.Statistics.ErrorsOf(320), Is.EqualTo(2));
        });
    }

    private static async Task<Connected> EventuallyConnectedAsync(SimulatedGateway gateway)
    {
        await Connected.EventuallyAsync(() => gateway.ClientsConnected == 1, "the end of the first client");
        return await Connected.ToAsync(gateway);
    }
}
