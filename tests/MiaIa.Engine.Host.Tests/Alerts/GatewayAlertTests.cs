using System.Collections.Concurrent;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>What IBKR does in the middle of a day, over real sockets: from the simulated Gateway to a channel.</summary>
public sealed class GatewayAlertTests
{
    private const double EngineSpeed = 2;

    // The client waits five seconds by the engine's clock longer where this is not 1: so a busy machine has three of the wall's.
    private const double GatewaySpeed = 3;

    // 11:00 New York on a Monday.
    private static readonly DateTimeOffset Midday = new(2026, 11, 16, 16, 0, 0, TimeSpan.Zero);

    private ulong _counter;

    [Test]
    public async Task IBKR_that_is_lost_at_midday_is_critical_and_its_index_invalid_until_it_is_back()
    {
        await using var webhook = new Webhook();
        var (clock, gateway, engine) = await StartAsync(webhook, Midday);
        await using var disposed = gateway;
        await using var running = engine;
        using var study = await GreetAsync(engine);
        await UntilAsync(study, clock, () => engine.Server.Runner.Read(state => state.TryGetPrint(IndexSymbol.Spx, out _)));
        Assert.That(webhook.Count("index_invalid") + webhook.Count("ibkr_error"), Is.Zero);

        gateway.Inject("0s link-lost");
        await webhook.UntilAsync("WARNING index_invalid SPX: ", () => TradeAsync(study, clock));
        Assert.That(webhook.Count("CRITICAL ibkr_error"), Is.Zero, "what heals within a minute is no error yet");
        await webhook.UntilAsync(
            "CRITICAL ibkr_error IBKR: still_disconnected: the Gateway has been without IBKR for 6",
            () => TradeAsync(study, clock)
        );
        gateway.Inject("0s link-back-kept");
        await webhook.UntilAsync("RESOLVED index_invalid SPX", () => TradeAsync(study, clock));
        await webhook.UntilAsync("RESOLVED ibkr_error IBKR", () => TradeAsync(study, clock));
        Assert.That(
            (webhook.Count("CRITICAL ibkr_error"), webhook.Count("WARNING index_invalid")),
            Is.EqualTo((1, 1)),
            "within a cooldown"
        );
    }

    [Test]
    public async Task Another_session_of_the_login_is_critical_and_stays_so_on_a_live_link()
    {
        await using var webhook = new Webhook();
        var (clock, gateway, engine) = await StartAsync(webhook, Midday);
        await using var disposed = gateway;
        await using var running = engine;
        using var study = await GreetAsync(engine);
        await UntilAsync(study, clock, () => engine.Server.Runner.Read(state => state.TryGetPrint(IndexSymbol.Spx, out _)));
        gateway.Inject("0s competing-session");
        await webhook.UntilAsync("CRITICAL ibkr_error IBKR: competing_session: another session", () => TradeAsync(study, clock));
        var since = clock.GetUtcNow();
        // A minute of a live link by the engine's clock would end it, and its end would be told some seconds later.
        while (clock.GetUtcNow() - since < GatewaySpeed * TimeSpan.FromSeconds(75))
            await TradeAsync(study, clock);
        Assert.That((await engine.StateAsync()).Ibkr.Link, Is.EqualTo("Live"));
        Assert.That(webhook.Count("RESOLVED ibkr_error"), Is.Zero, "nobody has logged it out");
    }

    [Test]
    public async Task An_index_that_is_subscribed_no_more_is_invalid_until_it_is_again()
    {
        await using var webhook = new Webhook();
        var permissions = new ConcurrentDictionary<string, FeedPermission>();
        var (clock, gateway, engine) = await StartAsync(webhook, Midday, permissions);
        await using var disposed = gateway;
        await using var running = engine;
        using var study = await GreetAsync(engine);
        await UntilAsync(study, clock, () => engine.Server.Runner.Read(state => state.TryGetPrint(IndexSymbol.Spx, out _)));
        Assert.That(webhook.Count("index_invalid"), Is.Zero);

        (permissions["SPX"], permissions["OPTIONS SPX"]) = (FeedPermission.None, FeedPermission.None);
        // Lines are asked for anew after this, and SPX is answered with 354.
        gateway.Inject("0s link-back-lost");
        await webhook.UntilAsync("WARNING index_invalid SPX: ", () => TradeAsync(study, clock));
        var missing = (await engine.StateAsync()).Ibkr;
        Assert.That(missing.Link, Is.EqualTo("Live"));
        Assert.That(missing.Alert.Select(alert => alert.Text), Has.Some.StartsWith("SPX IND: a market-data subscription is missing (354)"));
        // Longer than anything that the link's own return has set going: from here on the line is asked for by itself alone. And so long that one that
        // had ended would have been told, half a minute of the engine's clock later.
        var since = clock.GetUtcNow();
        while (clock.GetUtcNow() - since < TimeSpan.FromSeconds(150))
            await TradeAsync(study, clock);
        Assert.That(webhook.Count("RESOLVED index_invalid"), Is.Zero);

        // Not that of the options, whose rows would stand in for the index.
        _ = permissions.TryRemove("SPX", out _);
        await webhook.UntilAsync("RESOLVED index_invalid SPX", () => TradeAsync(study, clock));
        Assert.That(webhook.Count("WARNING index_invalid"), Is.EqualTo(1));
        Assert.That(webhook.Taken, Has.None.Contains("CRITICAL ibkr_error"), "nobody was disconnected");
    }

    [Test]
    public async Task A_contract_that_IBKR_does_not_know_is_told_by_its_name_until_it_is_found()
    {
        await using var webhook = new Webhook();
        var (clock, gateway, engine) = await StartAsync(webhook, Midday, faults: "0s refuse 200 SPXW 20261116");
        await using var disposed = gateway;
        await using var running = engine;
        using var study = await GreetAsync(engine);
        await webhook.UntilAsync(
            "WARNING contract_unknown SPX OPT SPXW 20261116: IBKR knows no such contract",
            () => TradeAsync(study, clock)
        );
        Assert.That(webhook.Count("RESOLVED contract_unknown"), Is.Zero);
        await UntilAsync(
            study,
            clock,
            async () => (await engine.StateAsync()).Ibkr.Alert.Any(alert => alert.Name == AlertNames.ListingPartial),
            "the rest of the chain"
        );
        // It is known from now on; and what was refused is asked for again once the farm of definitions is back.
        gateway.Inject("0s refuse 200 SPXW 20261116 for 1s; 2s definitions-down for 1s");
        await webhook.UntilAsync("RESOLVED contract_unknown SPX OPT SPXW 20261116", () => TradeAsync(study, clock));
        Assert.That(webhook.Count("WARNING contract_unknown"), Is.EqualTo(1));
    }

    [Test]
    public async Task VIX_without_SPX_is_told_from_the_open_on_and_not_before()
    {
        await using var webhook = new Webhook();
        var beforeTheOpen = new DateTimeOffset(2026, 11, 16, 14, 29, 20, TimeSpan.Zero);
        var none = new Dictionary<string, FeedPermission> { ["SPX"] = FeedPermission.None, ["OPTIONS SPX"] = FeedPermission.None };
        var (clock, gateway, engine) = await StartAsync(webhook, beforeTheOpen, none);
        await using var disposed = gateway;
        await using var running = engine;
        using var study = await GreetAsync(engine);
        await webhook.UntilAsync("WARNING index_invalid SPX: no value has come", () => TradeAsync(study, clock));
        Assert.That(Market(clock), Is.GreaterThanOrEqualTo(new DateTimeOffset(2026, 11, 16, 14, 30, 0, TimeSpan.Zero)));
        Assert.That(engine.Server.Runner.Read(state => state.FindInstrument("MES")!.Core.Levels.VolatilityPoints), Is.GreaterThan(5));
    }

    private static async Task<(ScaledClock Clock, SimulatedGateway Gateway, RunningEngine Engine)> StartAsync(
        Webhook webhook,
        DateTimeOffset start,
        IReadOnlyDictionary<string, FeedPermission>? permissions = null,
        string faults = ""
    )
    {
        var time = new ScaledClock(start, EngineSpeed, TimeProvider.System);
        var clock = new ScaledClock(start, GatewaySpeed, time);
        var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = clock,
                MarketStart = start,
                Pulse = TimeSpan.FromSeconds(1),
                Faults = FaultScript.Parse(faults),
                Permissions = permissions ?? new Dictionary<string, FeedPermission>(),
            }
        );
        var ibkr = new IbkrSettings
        {
            Enabled = true,
            Port = gateway.Port,
            CacheFolder = "",
            Source = IbkrSource.Synthetic,
            ClockSpeed = GatewaySpeed,
            ClockStart = start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        };
        return (
            clock,
            gateway,
            await RunningEngine.StartAsync(time: time, alerts: new AlertSettings { Discord = webhook.Settings }, ibkr: ibkr)
        );
    }

    private async Task<ScriptedStudy> GreetAsync(RunningEngine engine)
    {
        _counter = 0;
        var study = engine.Study();
        var hello = TrendTape.Hello(5);
        hello.Hello.Label = "SYNTHETIC";
        await study.GreetAsync(hello);
        return study;
    }

    private Task UntilAsync(ScriptedStudy study, ScaledClock clock, Func<bool> isReached) =>
        UntilAsync(study, clock, () => Task.FromResult(isReached()), "the index");

    private async Task UntilAsync(ScriptedStudy study, ScaledClock clock, Func<Task<bool>> isReached, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isReached())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"{what} has not come within two minutes");
            await TradeAsync(study, clock);
        }
    }

    private static DateTimeOffset Market(ScaledClock clock) => clock.GetUtcNow();

    private async Task TradeAsync(ScriptedStudy study, ScaledClock clock)
    {
        var at = (Market(clock) - DateTimeOffset.UnixEpoch).Ticks / 10;
        await study.SendAsync(SampleFrames.Trades(5, ++_counter, trades: 1, timeUnixUs: at));
        await study.AckedAsync(_counter);
        await Task.Delay(30);
    }
}
