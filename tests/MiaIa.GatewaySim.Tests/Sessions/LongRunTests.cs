using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>Days in seconds, and clients that do not keep up.</summary>
public sealed class LongRunTests
{
    [Test]
    public async Task A_day_passes_in_seconds_and_its_last_minute_is_like_its_first()
    {
        var clock = new HandClock();
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions
            {
                Time = clock,
                Pulse = TimeSpan.FromSeconds(5),
                Faults = GatewaySim.Faults.FaultScript.Parse("8h link-lost for 14s; 14h farm-down for 3s; 20h spot 5850 for 1h"),
            }
        );
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.FirstAsync<TickPrice>(_ => true);
        clock.Move(TimeSpan.FromHours(24));
        // A day in a moment is more than a client reads: what came while it was behind was left out, the next round is for it again.
        await Connected.EventuallyAsync(
            () =>
            {
                clock.Move(TimeSpan.FromSeconds(5));
                return client.All<TickPrice>().Any(tick => tick is { Type: TickType.Last, Price: 5_850 });
            },
            "the level of the evening"
        );
        Assert.Multiple(() =>
        {
            Assert.That(client.Gateway.MarketTime, Is.GreaterThan(new DateTimeOffset(2026, 11, 26, 15, 0, 0, TimeSpan.Zero)));
            Assert.That(client.Connection.State, Is.EqualTo(ConnectionState.Ready));
            Assert.That(client.Gateway.Statistics.LinesNow, Is.EqualTo(1));
            Assert.That(client.Gateway.Statistics.ErrorsOf(1102), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_client_that_does_not_read_loses_values_and_holds_up_nobody()
    {
        var clock = new HandClock();
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions
            {
                Time = clock,
                MessagesPerSecond = 1_000,
                Lines = 1_000,
            }
        );
        using var deaf = await RawClient.StartAsync(client.Gateway.Port);
        for (var i = 0; i < 100; i++)
            await deaf.SendAsync($"1|11|{i}||SPX|IND|||||CBOE||USD|||0||0|0||");
        await client.AskAsync(new LineRequest(1, Connected.Vix));
        await Connected.EventuallyAsync(() => client.Gateway.Statistics.LinesNow == 101, "all lines");
        for (var i = 0; i < 6_000 && client.Gateway.Statistics.PulsesConflated == 0; i++)
            clock.Move(TimeSpan.FromSeconds(1));
        Assert.That(client.Gateway.Statistics.PulsesConflated, Is.GreaterThan(0));
        var before = client.All<TickPrice>().Count();
        clock.Move(TimeSpan.FromSeconds(2));
        await Connected.EventuallyAsync(() => client.All<TickPrice>().Count() > before, "a tick of the other client");
    }

    [Test]
    public async Task A_client_that_leaves_in_the_middle_of_an_answer_leaves_nothing_behind()
    {
        await using var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions { Time = new HandClock(), MessagesPerSecond = 1_000 }
        );
        using (var leaver = await RawClient.StartAsync(gateway.Port))
        {
            await leaver.SendAsync("1|11|1||SPX|IND|||||CBOE||USD|||0||0|0||");
            for (var i = 0; i < 300; i++)
                await leaver.SendAsync($"9|8|{i}|0|SPX|OPT|||||SMART||USD||SPXW|0||||");
        }
        await Connected.EventuallyAsync(() => gateway.ClientsConnected == 0, "the end of the client");
        await using var client = await Connected.ToAsync(gateway, settings => settings with { ClientId = 5 });
        Assert.That(gateway.Statistics.LinesNow, Is.Zero);
    }

    [Test]
    public async Task A_scaled_clock_makes_a_snapshot_and_a_restart_short()
    {
        var clock = new ScaledClock(new DateTimeOffset(2026, 11, 25, 15, 0, 0, TimeSpan.Zero), 100, TimeProvider.System);
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions { Time = clock, SnapshotLength = TimeSpan.FromSeconds(60) }
        );
        await client.AskAsync(new LineRequest(1, Connected.Spx, IsSnapshot: true));
        var asked = clock.GetTimestamp();
        await client.FirstAsync<RequestEnd>(end => end.Kind == RequestEndKind.Snapshot);
        Assert.That(clock.GetElapsedTime(asked), Is.GreaterThan(TimeSpan.FromSeconds(55)));
        Assert.That(client.Gateway.MarketTime, Is.GreaterThan(new DateTimeOffset(2026, 11, 25, 15, 0, 55, TimeSpan.Zero)));
    }
}
