using System.Collections.Concurrent;
using MiaIa.GatewaySim.Faults;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>Everything that goes wrong in a day, one after the other, on a clock that runs ten times as fast as the wall.</summary>
public sealed class WholeDayTests
{
    private const int Factor = 10;

    // 23:50 New York on a Tuesday: the nightly restart is expected.
    private readonly ScaledClock _clock = new(new DateTimeOffset(2026, 1, 7, 4, 50, 0, TimeSpan.Zero), Factor, TimeProvider.System);
    private readonly ConcurrentQueue<Alert> _alerts = new();

    [Test]
    public async Task After_all_that_happens_in_a_day_every_subscription_lives()
    {
        await using var gateway = await SimulatedGateway.StartAsync(new SimulatedGatewayOptions { Time = _clock, Lines = 60, ClientIdHold = TimeSpan.FromSeconds(1) });
        gateway.Inject("0s hold-client-id 999 for 6s");
        var feed = new OptionFeed(new FeedSettings { Source = OptionSource.Synthetic, HasBackup = false }, new Taker(), _clock, Assert.Fail);
        var settings = new ClientSettings
        {
            // The wall is ten times as slow as this clock: what a loaded machine needs to answer must not end a session.
            Session = new TwsSettings { Port = gateway.Port, HeartbeatLimit = TimeSpan.FromSeconds(60), HelloLimit = TimeSpan.FromSeconds(60) },
            SlowWaitMin = TimeSpan.FromSeconds(20),
            SlowWaitMax = TimeSpan.FromSeconds(30),
            SilentAfter = TimeSpan.FromSeconds(60),
            SilentAfterFlap = TimeSpan.FromSeconds(40),
        };
        await using var client = new TwsClient(settings, feed, _alerts.Enqueue, _clock);
        using var stopping = new CancellationTokenSource();
        client.Start();
        var stepping = StepAsync(client, feed, stopping.Token);

        await UntilAsync(AlertNames.Connected, 1);
        await UntilAsync(AlertNames.LinesExhausted, 1);
        gateway.Inject("0s farm-down for 3s");
        await UntilAsync(AlertNames.FarmBack, 1);
        gateway.Inject("0s farm-down for 3s");
        await UntilAsync(AlertNames.FarmBack, 2);
        gateway.Inject("0s link-lost");
        gateway.Inject("5s link-back-lost");
        await UntilAsync(AlertNames.IbkrBack, 1);
        gateway.Inject("0s restart for 35s");
        await UntilAsync(AlertNames.Connected, 2);
        await UntilAsync(AlertNames.LinesExhausted, 2);
        // The oldest line is SPX itself: it dies without a word, and then the index moves.
        gateway.Inject(new Fault(FaultKind.Freeze));
        gateway.Inject("0s spot 5900 for 200s");
        await UntilAsync(AlertNames.SubscriptionDead, 1);
        await UntilServedAsync(client, gateway);

        await stopping.CancelAsync();
        await stepping;
        TestContext.Out.WriteLine(string.Join('\n', _alerts.Select(alert => $"{alert.At:HH:mm:ss} {alert.Severity} {alert.Name}: {alert.Text}")));
        TestContext.Out.WriteLine(gateway.Statistics.ToString());
        Assert.That(_alerts.Select(alert => (alert.Name, alert.Severity)), Is.EqualTo(Expected));
        Assert.That(client.Status.State, Is.EqualTo(LinkState.Live));
        Assert.That(client.Status.Sessions, Is.EqualTo(2), "one before and one after the restart: nothing else cost a session");
        Assert.That(gateway.Statistics.MessagesInASecondMax, Is.LessThanOrEqualTo(50));
        Assert.That(gateway.Statistics.ErrorsOf(100), Is.Zero);
        Assert.That(gateway.Statistics.OrderMessages, Is.Zero);
        Assert.Throws<InvalidOperationException>(client.Start, "one reconnect loop, ever");
    }

    private static readonly (string, AlertSeverity)[] Expected =
    [
        (AlertNames.ClientIdTaken, AlertSeverity.Info),
        (AlertNames.Connected, AlertSeverity.Info),
        (AlertNames.LinesExhausted, AlertSeverity.Warning),
        (AlertNames.FarmBroken, AlertSeverity.Warning),
        (AlertNames.FarmBack, AlertSeverity.Info),
        (AlertNames.FarmBroken, AlertSeverity.Warning),
        (AlertNames.FarmBack, AlertSeverity.Info),
        (AlertNames.IbkrLost, AlertSeverity.Info),
        (AlertNames.IbkrBack, AlertSeverity.Info),
        (AlertNames.Disconnected, AlertSeverity.Info),
        (AlertNames.StillDisconnected, AlertSeverity.Info),
        (AlertNames.Connected, AlertSeverity.Info),
        (AlertNames.LinesExhausted, AlertSeverity.Warning),
        (AlertNames.SubscriptionDead, AlertSeverity.Warning),
    ];

    private async Task StepAsync(TwsClient client, OptionFeed feed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            client.WithDesk(feed.Step);
            await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, CancellationToken.None);
        }
    }

    private async Task UntilAsync(string name, int times)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_alerts.Count(alert => alert.Name == name) < times)
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"{name} did not come {times} times; {string.Join(", ", _alerts.Select(alert => alert.Name))}");
            await Task.Delay(20);
        }
    }

    /// <summary>Every wished line is asked for, and the Gateway has no line that nobody wishes.</summary>
    private static async Task UntilServedAsync(TwsClient client, SimulatedGateway gateway)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var status = client.Status;
            if (status.LinesServed >= 20 && status.LinesHeld == gateway.Statistics.LinesNow) return;
            Assert.That(limit.IsCancellationRequested, Is.False, $"{status}, the Gateway has {gateway.Statistics.LinesNow}");
            await Task.Delay(20);
        }
    }

    private sealed class Taker : IOptionIntake
    {
        public string? Take(OptionInput input) => null;
    }
}
