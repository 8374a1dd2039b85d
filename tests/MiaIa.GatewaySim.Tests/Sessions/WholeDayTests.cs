using MiaIa.Ibkr.Client;
using NodaTime;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// A whole trading day, 18:00 to 17:00 New York, with everything that goes wrong in one at its hour. Heartbeats are left out (other tests have them), and in
/// quiet hours the clock jumps by five seconds.
/// </summary>
public sealed class WholeDayTests
{
    // 18:00 New York on a Tuesday.
    private static readonly DateTimeOffset Open = new(2026, 1, 6, 23, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task After_a_trading_day_with_all_that_happens_in_one_every_subscription_lives()
    {
        await using var day = await DayPlayed.FromAsync(Open, "0s hold-client-id 999 for 6s");
        day.PlayTo(new LocalTime(20, 0), "0s farm-down for 5s");
        // The nightly restart: first the Gateway loses IBKR, then it goes itself.
        day.PlayTo(new LocalTime(23, 50), "0s link-lost; 15s restart for 35s");
        day.PlayTo(new LocalTime(3, 0), "0s link-lost; 5s link-back-lost");
        var yesterday = day.Planner.Book.Day;
        day.PlayTo(new LocalTime(9, 0));
        Assert.That(
            day.Planner.Book.Day,
            Is.EqualTo(yesterday.PlusDays(1)),
            "at 07:00 the contracts and their open interest are asked for anew"
        );
        Assert.That(day.Planner.Book.AcceptedCount, Is.EqualTo(day.Planner.Directory.Count));
        day.PlayTo(new LocalTime(10, 15), "0s farm-down for 5s; 30m spot 1010 for 1h");
        // The oldest line is SPX itself: it dies without a word, and then the index moves.
        day.PlayTo(new LocalTime(14, 0), "0s freeze; 0s spot 1005 for 1h");
        day.PlayTo(new LocalTime(17, 0));

        TestContext.Out.WriteLine(string.Join('\n', day.AlertTexts));
        TestContext.Out.WriteLine(day.Gateway.Statistics.ToString());
        // Visits come and go: the moment is waited for in which none is on its way.
        Assert.That(
            day.PlayUntil(() => day.Client.Status.LinesHeld == day.Gateway.Statistics.LinesNow, seconds: 5),
            "the Gateway has the lines that are held, and no other"
        );
        var status = day.Client.Status;
        Assert.That(day.Alerts, Is.EqualTo(Expected));
        Assert.That(status.State, Is.EqualTo(LinkState.Live));
        Assert.That((status.Sessions, day.AliveMax), Is.EqualTo((2, 1)), "one session before and one after the restart, never two at once");
        Assert.That(
            status.LinesServed,
            Is.GreaterThanOrEqualTo(46),
            "four indices and four expiries, two strikes of which may be changing"
        );
        Assert.That(day.Engine.Chain!.ImpliedVolatilities.ToArray().Count(volatility => volatility > 0), Is.GreaterThanOrEqualTo(40));
        Assert.That(day.Gateway.Statistics.MessagesInASecondMax, Is.LessThanOrEqualTo(50));
        Assert.That((day.Gateway.Statistics.ErrorsOf(100), day.Gateway.Statistics.OrderMessages), Is.EqualTo((0L, 0L)));
        Assert.Throws<InvalidOperationException>(day.Client.Start, "one reconnect loop, ever");
    }

    private static readonly (string, string, AlertSeverity)[] Expected =
    [
        ("18:00", AlertNames.ClientIdTaken, AlertSeverity.Warning),
        ("18:00", AlertNames.Connected, AlertSeverity.Info),
        ("18:00", AlertNames.LinesExhausted, AlertSeverity.Warning),
        ("20:00", AlertNames.FarmBroken, AlertSeverity.Warning),
        ("20:00", AlertNames.FarmBack, AlertSeverity.Info),
        ("23:50", AlertNames.IbkrLost, AlertSeverity.Info),
        ("23:50", AlertNames.Disconnected, AlertSeverity.Info),
        ("23:50", AlertNames.StillDisconnected, AlertSeverity.Info),
        ("23:51", AlertNames.Connected, AlertSeverity.Info),
        ("23:51", AlertNames.LinesExhausted, AlertSeverity.Warning),
        ("03:00", AlertNames.IbkrLost, AlertSeverity.Warning),
        ("03:00", AlertNames.IbkrBack, AlertSeverity.Info),
        ("10:15", AlertNames.FarmBroken, AlertSeverity.Warning),
        ("10:15", AlertNames.FarmBack, AlertSeverity.Info),
        ("14:00", AlertNames.SubscriptionDead, AlertSeverity.Warning),
    ];
}
