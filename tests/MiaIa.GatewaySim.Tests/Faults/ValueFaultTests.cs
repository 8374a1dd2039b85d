using MiaIa.GatewaySim.Setup;
using MiaIa.GatewaySim.Tests.Sessions;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Faults;

/// <summary>Faults of values, definitions, farms and other clients' requests, as our own client and a plain socket see them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ValueFaultTests
{
    private readonly HandClock _clock = new();

    private SimulatedGatewayOptions Options => new() { Time = _clock };

    [Test]
    public async Task A_market_that_stands_still_answers_new_lines_with_its_last_values_and_their_time()
    {
        await using var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, Connected.Vix));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 1);
        client.Gateway.Inject("0s still for 1h");
        var before = client.Gateway.Statistics.TicksSent;
        _clock.Move(TimeSpan.FromMinutes(20));
        Assert.That(client.Gateway.Statistics.TicksSent, Is.EqualTo(before), "open lines are silent");

        await client.AskAsync(new LineRequest(2, OwnClientTests.Option("20261218", 5_800, "C"), "101"));
        await client.FirstAsync<OptionComputation>(row => row is { RequestId: 2, Type: TickType.ModelOption });
        var answered = client.Gateway.Statistics.TicksSent;
        _clock.Move(TimeSpan.FromMinutes(5));
        Assert.That(client.Gateway.Statistics.TicksSent, Is.EqualTo(answered), "once");
        _clock.Move(TimeSpan.FromMinutes(40));
        await Connected.EventuallyAsync(() => client.Gateway.Statistics.TicksSent > answered, "a value when it moves on");
    }

    [TestCase("farm-down", "farm-idle", 2108, "Market data farm connection is inactive but should be available upon demand.usfarm")]
    [TestCase("history-down", "history-idle", 2107, "HMDS data farm connection is inactive but should be available upon demand.ushmds")]
    public async Task A_farm_that_idles_says_so_with_its_name_after_a_full_stop(string down, string idle, int code, string text)
    {
        await using var client = await Connected.ToAsync(Options);
        client.Gateway.Inject($"0s {down}; 0s {idle}");
        await client.FirstAsync<Notice>(notice => notice.Code == code && notice.Text == text);
    }

    [Test]
    public async Task Definitions_that_are_down_are_refused_by_200_or_not_answered()
    {
        await using var client = await Connected.ToAsync(Options);
        client.Gateway.Inject("0s definitions-down for 5s");
        await client.AskAsync(new ContractDetailsRequest(1, Connected.Spx));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 1, Code: 200 });
        await client.AskAsync(new OptionParametersRequest(2, "SPX", "IND", 416904));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 2, Code: 200 });
        _clock.Move(TimeSpan.FromSeconds(6));
        client.Gateway.Inject("0s definitions-down silent");
        await client.AskAsync(new ContractDetailsRequest(3, Connected.Spx));
        await client.AskAsync(new CurrentTimeRequest());
        await client.FirstAsync<CurrentTime>(_ => true);
        Assert.That(client.Notices(200).Count(), Is.EqualTo(2));
        Assert.That(client.All<ContractDetails>(), Is.Empty);
    }

    [Test]
    public async Task Lines_of_options_and_one_expiry_can_be_refused()
    {
        await using var client = await Connected.ToAsync(Options);
        var option = OwnClientTests.Option("20261218", 5_800, "C");
        client.Gateway.Inject("0s refuse 200 for 10s");
        await client.AskAsync(new LineRequest(1, option));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 1, Code: 200 });
        await client.AskAsync(new LineRequest(2, Connected.Spx));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 2);
        _clock.Move(TimeSpan.FromSeconds(11));
        client.Gateway.Inject("0s refuse 460 SPXW 20261218");
        await client.AskAsync(new LineRequest(3, option));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 3);
        await client.AskAsync(new ContractDetailsRequest(4, option with { Strike = 0, Right = "" }));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 4, Code: 460 });
    }

    [TestCase("-1", null)]
    [TestCase("NaN", null)]
    [TestCase("0", 0.0)]
    public async Task VIX_can_say_what_is_no_value(string said, double? heard)
    {
        await using var client = await Connected.ToAsync(Options);
        client.Gateway.Inject($"0s vix {said}");
        await client.AskAsync(new LineRequest(1, Connected.Vix));
        Assert.That((await client.FirstAsync<TickPrice>(tick => tick.Type == TickType.Last)).Price, Is.EqualTo(heard));
    }

    [Test]
    public async Task SPX_can_say_high_low_and_close_and_never_a_last_value()
    {
        await using var client = await Connected.ToAsync(Options);
        client.Gateway.Inject("0s no-last");
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.FirstAsync<TickPrice>(tick => tick.Type == TickType.Close);
        _clock.Move(TimeSpan.FromSeconds(5));
        Assert.That(
            client.All<TickPrice>().Select(tick => tick.Type),
            Is.EquivalentTo((TickType[])[TickType.High, TickType.Low, TickType.Close])
        );
    }

    [Test]
    public async Task One_value_can_come_after_the_link_was_lost()
    {
        await using var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.FirstAsync<TickPrice>(_ => true);
        client.Gateway.Inject("0s link-lost");
        _clock.Move(TimeSpan.FromSeconds(3));
        var before = client.Gateway.Statistics.TicksSent;
        client.Gateway.Inject("0s late-tick");
        Assert.That(client.Gateway.Statistics.TicksSent, Is.GreaterThan(before));
    }

    [Test]
    public async Task A_Gateway_east_of_New_York_tells_the_day_after_and_refuses_to_be_asked_for_it()
    {
        await using var client = await Connected.ToAsync(Options with { IsEastOfNewYork = true });
        await client.AskAsync(new ContractDetailsRequest(1, OwnClientTests.Option("20261218", 5_800, "C")));
        var details = await client.FirstAsync<ContractDetails>(_ => true);
        Assert.That((details.Contract.LastTradeDate, details.LastTradeTime), Is.EqualTo(("20261219", "04:00:00")));
        Assert.That((details.RealExpirationDate, details.Contract.LocalSymbol[6..12]), Is.EqualTo(("20261218", "261218")));
        await client.AskAsync(new LineRequest(2, details.Contract));
        await client.FirstAsync<Notice>(notice => notice is { RequestId: 2, Code: 478 });
        await client.AskAsync(new LineRequest(3, details.Contract with { LastTradeDate = "20261218" }));
        await client.FirstAsync<TickPrice>(tick => tick.RequestId == 3);
    }

    [Test]
    public async Task Its_clock_can_be_an_hour_off()
    {
        await using var client = await Connected.ToAsync(Options with { ClockOffset = TimeSpan.FromHours(1) });
        await client.AskAsync(new CurrentTimeRequest());
        var told = await client.FirstAsync<CurrentTime>(_ => true);
        Assert.That(told.UnixSeconds, Is.EqualTo(client.Gateway.MarketTime.ToUnixTimeSeconds() + 3_600));
    }

    [Test]
    public async Task A_generic_tick_that_does_not_exist_is_answered_with_those_that_do()
    {
        await using var client = await Connected.ToAsync(Options);
        await client.AskAsync(new LineRequest(1, OwnClientTests.Option("20261218", 5_800, "C"), "101,999"));
        var refused = await client.FirstAsync<Notice>(notice => notice.Code == 321);
        Assert.That(refused.Text, Does.Contain("Incorrect generic tick list of 101,999.  Legal ones for (OPT) are: 100,101,104"));
    }

    [TestCase("61|1|", "62|1|")]
    [TestCase("5|1|", "53|1|")]
    [TestCase("6|2|1|DU1|", "54|1|DU1|")]
    [TestCase("7|3|9|||||||", "55|1|9|")]
    [TestCase("62|1|9|All|NetLiquidation|", "64|1|9|")]
    [TestCase("76|1|9|DU1||0|", "74|1|9|")]
    [TestCase("99|0|", "102|")]
    public async Task What_other_clients_ask_of_the_account_and_wait_for_is_answered(string asked, string answer)
    {
        await using var gateway = await SimulatedGateway.StartAsync(Options);
        using var raw = await RawClient.StartAsync(gateway.Port);
        await raw.SendAsync(asked);
        Assert.That(await raw.NextAsync(text => text == answer), Is.EqualTo(answer));
    }
}
