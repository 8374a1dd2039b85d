using System.Collections.Concurrent;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>The whole client at a Gateway that hangs up without a word, on a clock that runs ten times as fast as the wall.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TakenIdTests
{
    private const int Factor = 10;

    private static readonly string[] AlertsOfATakenId =
    [
        AlertNames.Disconnected,
        AlertNames.ClientIdSeemsTaken,
        AlertNames.ClientIdAlternate,
        AlertNames.Connected,
    ];

    // 11:00 New York on a Tuesday: no restart is expected.
    private readonly ScaledClock _clock = new(new DateTimeOffset(2026, 1, 6, 16, 0, 0, TimeSpan.Zero), Factor, TimeProvider.System);
    private readonly ConcurrentQueue<Alert> _alerts = new();

    [Test]
    public async Task An_old_Gateway_whose_client_id_is_taken_is_served_by_under_another_one()
    {
        await using var gateway = await StartAsync();
        gateway.Inject("0s hold-client-id 999");
        await using var client = Start(gateway);
        await UntilAsync(() => client.Status.State == LinkState.Live);
        Assert.That((client.Status.ClientId, client.Status.Sessions, client.Status.Attempts), Is.EqualTo((1999, 1, 4)));
        Assert.That(_alerts.Select(alert => alert.Name), Is.EqualTo(AlertsOfATakenId));
        Assert.That(gateway.Statistics.ErrorsOf(326), Is.Zero, "nothing was said");
    }

    [Test]
    public async Task An_old_Gateway_that_restarts_finds_the_same_client_id_again()
    {
        await using var gateway = await StartAsync();
        await using var client = Start(gateway);
        await UntilAsync(() => client.Status.State == LinkState.Live);
        gateway.Inject("0s restart for 12s");
        await UntilAsync(() => client.Status.Sessions == 2);
        Assert.That(client.Status.ClientId, Is.EqualTo(999));
        Assert.That(
            _alerts.Select(alert => alert.Name),
            Has.None.EqualTo(AlertNames.ClientIdSeemsTaken).And.None.EqualTo(AlertNames.ClientIdAlternate)
        );
    }

    private Task<SimulatedGateway> StartAsync() =>
        SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = _clock,
                TellsTakenId = false,
                ClientIdHold = TimeSpan.FromSeconds(1),
            }
        );

    private TwsClient Start(SimulatedGateway gateway)
    {
        var feed = new OptionFeed(new FeedSettings { Source = OptionSource.Synthetic }, new Deaf(), _clock, Assert.Fail);
        var settings = new ClientSettings
        {
            // What a loaded machine needs to answer must not end a session.
            Session = new TwsSettings
            {
                Port = gateway.Port,
                HeartbeatLimit = TimeSpan.FromSeconds(120),
                HelloLimit = TimeSpan.FromSeconds(120),
            },
            AlternateClientIds = [1999],
        };
        var client = new TwsClient(settings, feed, _alerts.Enqueue, _clock);
        client.Start();
        return client;
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Connected.Limit);
        while (!isSo())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, string.Join('\n', _alerts));
            await Task.Delay(10);
        }
    }

    private sealed class Deaf : IOptionIngress
    {
        public string? Apply(OptionInput input) => null;
    }
}
