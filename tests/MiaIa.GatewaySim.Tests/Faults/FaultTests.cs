using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Faults;

/// <summary>Everything that a script can make happen, as our own client sees it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultTests
{
    private readonly HandClock _clock = new();

    private SimulatedGatewayOptions Options => new() { Time = _clock };

    [Test]
    public async Task A_broken_farm_is_told_and_silent_until_it_is_back()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s farm-down for 3s");
        await client.FirstAsync<Notice>(notice => notice.Code == 2103);
        SilentFor(client, TimeSpan.FromSeconds(2));
        _clock.Move(TimeSpan.FromSeconds(2));
        await ComesBackAsync(client, 2104);
        Assert.That(client.Gateway.Statistics.LinesNow, Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_link_that_comes_back_kept_goes_on_with_the_same_lines()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s link-lost for 14s");
        await client.FirstAsync<Notice>(notice => notice.Code == 1100);
        SilentFor(client, TimeSpan.FromSeconds(13));
        _clock.Move(TimeSpan.FromSeconds(2));
        await ComesBackAsync(client, 1102);
        Assert.That(client.Connection.State, Is.EqualTo(ConnectionState.Ready));
        Assert.That(client.Gateway.Statistics.LinesNow, Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_link_that_comes_back_without_its_lines_stays_silent_until_they_are_asked_again()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s link-lost; 5s link-back-lost");
        _clock.Move(TimeSpan.FromSeconds(6));
        await client.FirstAsync<Notice>(notice => notice.Code == 1101);
        Assert.That(client.Gateway.Statistics.LinesNow, Is.Zero);
        SilentFor(client, TimeSpan.FromSeconds(30));
        await client.AskAsync(new LineRequest(2, Connected.Spx));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 2);
    }

    [Test]
    public async Task A_broken_server_is_2110_and_heals()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s server-broken for 5s");
        await client.FirstAsync<Notice>(notice => notice.Code == 2110);
        _clock.Move(TimeSpan.FromSeconds(6));
        await ComesBackAsync(client, 1102);
    }

    [Test]
    public async Task A_frozen_line_dies_alone_and_without_a_word()
    {
        await using var client = await WithLineAsync();
        await client.AskAsync(new LineRequest(2, Connected.Vix));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 2);
        var noticesBefore = client.All<Notice>().Count();
        client.Gateway.Inject("0s freeze VIX");
        var before = client.All<TickPrice>().Count(tick => tick.RequestId == 1);
        var dead = client.All<TickPrice>().Count(tick => tick.RequestId == 2);
        _clock.Move(TimeSpan.FromSeconds(5));
        await Connected.EventuallyAsync(
            () => client.All<TickPrice>().Count(tick => tick.RequestId == 1) >= before + 5,
            "five seconds of SPX"
        );
        Assert.That(client.All<TickPrice>().Count(tick => tick.RequestId == 2), Is.EqualTo(dead));
        Assert.That(client.All<Notice>().Count(), Is.EqualTo(noticesBefore));

        await client.AskAsync(new CancelLine(2));
        await client.AskAsync(new LineRequest(3, Connected.Vix));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 3);
    }

    [Test]
    public async Task A_hang_answers_nothing_until_it_ends()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s hang for 10s");
        await client.AskAsync(new CurrentTimeRequest());
        SilentFor(client, TimeSpan.FromSeconds(9));
        Assert.That(client.All<CurrentTime>(), Is.Empty);
        Assert.That(client.Connection.State, Is.EqualTo(ConnectionState.Ready), "the socket stays open");
        _clock.Move(TimeSpan.FromSeconds(2));
        await client.FirstAsync<CurrentTime>(_ => true);
    }

    [Test]
    public async Task A_drop_closes_the_connection_and_the_next_one_is_welcome()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s drop");
        var end = await client.Connection.Ended.WaitAsync(Connected.Limit);
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ClosedByGateway));
        Assert.That(client.Gateway.Statistics.LinesNow, Is.Zero);
        await using var again = await Connected.ToAsync(client.Gateway);
    }

    [Test]
    public async Task A_restart_refuses_connections_for_a_while_and_comes_back_at_the_same_port()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s restart for 35s");
        await client.Connection.Ended.WaitAsync(Connected.Limit);
        Assert.That(await Connected.RefusedAsync(client.Gateway), Is.EqualTo(SessionEndCause.CannotConnect));
        _clock.Move(TimeSpan.FromSeconds(36));
        await using var again = await Connected.ToAsync(client.Gateway);
        await again.AskAsync(new LineRequest(1, Connected.Spx));
        await again.FirstAsync<TickPrice>(_ => true);
    }

    [Test]
    public async Task A_wedged_Gateway_accepts_and_never_answers_the_hello()
    {
        await using var gateway = await SimulatedGateway.StartAsync(Options);
        gateway.Inject("0s wedge for 60s");
        Assert.That(
            await Connected.RefusedAsync(gateway, settings => settings with { HelloLimit = TimeSpan.FromMilliseconds(300) }),
            Is.EqualTo(SessionEndCause.NoHello)
        );
        _clock.Move(TimeSpan.FromSeconds(61));
        await using var client = await Connected.ToAsync(gateway);
    }

    [Test]
    public async Task A_garbage_frame_is_dropped_and_the_session_lives()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s garbage");
        await Connected.EventuallyAsync(() => client.Connection.Decoder!.Malformed == 1, "the malformed frame");
        await client.AskAsync(new CurrentTimeRequest());
        await client.FirstAsync<CurrentTime>(_ => true);
    }

    [Test]
    public async Task A_garbage_length_ends_the_session()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s garbage length");
        Assert.That((await client.Connection.Ended.WaitAsync(Connected.Limit)).Cause, Is.EqualTo(SessionEndCause.BrokenStream));
    }

    [Test]
    public async Task Slow_model_rows_come_late_and_prices_in_time()
    {
        await using var client = await Connected.ToAsync(Options);
        client.Gateway.Inject("0s slow-model 20s for 5m");
        await client.AskAsync(new LineRequest(1, Sessions.OwnClientTests.Option("20261218", 5_800, "C")));
        await client.FirstAsync<TickPrice>(tick => tick.Type == TickType.Bid);
        _clock.Move(TimeSpan.FromSeconds(20));
        await client.AskAsync(new CurrentTimeRequest());
        await client.FirstAsync<CurrentTime>(_ => true);
        Assert.That(client.All<OptionComputation>(), Is.Empty);
        _clock.Move(TimeSpan.FromSeconds(2));
        await client.FirstAsync<OptionComputation>(row => row.Type == TickType.ModelOption);
    }

    [Test]
    public async Task A_competing_session_is_told_while_values_go_on()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s competing-session");
        await ComesBackAsync(client, 10197);
    }

    [Test]
    public async Task A_held_client_id_is_refused_with_326_until_it_is_let_go()
    {
        await using var gateway = await SimulatedGateway.StartAsync(
            Options with
            {
                Faults = GatewaySim.Faults.FaultScript.Parse("0s hold-client-id 999 for 40s"),
            }
        );
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.That(await Connected.RefusedAsync(gateway), Is.EqualTo(SessionEndCause.ClientIdInUse));
        _clock.Move(TimeSpan.FromSeconds(41));
        await using var client = await Connected.ToAsync(gateway);
    }

    [Test]
    public async Task History_and_definitions_can_be_down()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s history-down for 5s; 0s definitions-down for 5s");
        await client.AskAsync(new BarsRequest(2, Connected.Vix, "", "1 day", "1 M", "TRADES"));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 2, Code: 162 });
        await client.AskAsync(new ContractDetailsRequest(3, Connected.Spx));
        await client.AskAsync(new CurrentTimeRequest());
        await client.FirstAsync<CurrentTime>(_ => true);
        Assert.That(client.All<ContractDetails>(), Is.Empty);
        _clock.Move(TimeSpan.FromSeconds(6));
        await client.FirstAsync<Notice>(notice => notice.Code == 2158 && client.Notices(2157).Any());
        await client.AskAsync(new ContractDetailsRequest(4, Connected.Spx));
        await client.FirstAsync<ContractDetails>(_ => true);
    }

    [Test]
    public async Task A_script_moves_the_spot()
    {
        await using var client = await WithLineAsync();
        client.Gateway.Inject("0s spot 5850 for 10s");
        _clock.Move(TimeSpan.FromSeconds(11));
        await client.FirstAsync<TickPrice>(tick => tick is { Type: TickType.Last, Price: 5_850 });
        Assert.That(client.Gateway.Spot, Is.EqualTo(5_850));
    }

    [Test]
    public async Task Steps_of_a_script_happen_at_their_times()
    {
        await using var client = await Connected.ToAsync(
            Options with
            {
                Faults = GatewaySim.Faults.FaultScript.Parse("90s link-lost; 104s link-back-kept"),
            }
        );
        _clock.Move(TimeSpan.FromSeconds(89));
        await client.AskAsync(new CurrentTimeRequest());
        await client.FirstAsync<CurrentTime>(_ => true);
        Assert.That(client.Notices(1100), Is.Empty);
        _clock.Move(TimeSpan.FromSeconds(2));
        await client.FirstAsync<Notice>(notice => notice.Code == 1100);
        _clock.Move(TimeSpan.FromSeconds(14));
        await client.FirstAsync<Notice>(notice => notice.Code == 1102);
    }

    private async Task<Connected> WithLineAsync()
    {
        var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.FirstAsync<TickPrice>(_ => true);
        return client;
    }

    /// <summary>Lets time pass, in which no value goes out: pulses run on the thread that moves the clock.</summary>
    private void SilentFor(Connected client, TimeSpan length)
    {
        var before = client.Gateway.Statistics.TicksSent;
        _clock.Move(length);
        Assert.That(client.Gateway.Statistics.TicksSent, Is.EqualTo(before));
    }

    private async Task ComesBackAsync(Connected client, int code)
    {
        await client.FirstAsync<Notice>(notice => notice.Code == code);
        var before = client.All<TickPrice>().Count();
        _clock.Move(TimeSpan.FromSeconds(2));
        await Connected.EventuallyAsync(() => client.All<TickPrice>().Count() > before, "a tick");
    }
}
