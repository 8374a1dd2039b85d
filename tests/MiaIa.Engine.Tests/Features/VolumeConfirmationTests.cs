using MiaIa.Engine.Features;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Worked by hand: 11 minutes of 60 contracts a minute, then one minute that is told.</summary>
public sealed class VolumeConfirmationTests
{
    private const long Start = RandomTape.RegularOpenMillis;
    private const long Told = Start + (11 * 60_000);

    // V̄ = 60. Each row: buys, sells and the move of the told minute, and s = d·c·a.
    [TestCase(108, 0, 1, 1.0, TestName = "Full volume, all buys, price up: 1")]
    [TestCase(54, 0, 1, 0.5, TestName = "Half of the full volume halves it")]
    [TestCase(108, 0, 0, 0.75, TestName = "The price did not move: three quarters")]
    [TestCase(108, 0, -1, 0.5, TestName = "The price moved against the buys: half, absorption")]
    [TestCase(60, 48, 1, 2.2 * 12 / 108, TestName = "A small delta counts 2.2 fold")]
    [TestCase(0, 108, -1, -1.0, TestName = "Full volume, all sells, price down: -1")]
    [TestCase(54, 54, 1, 0.0, TestName = "No delta: a valid 0")]
    public void Values(int buys, int sells, int move, double expected)
    {
        var feed = Warmed();
        if (sells > 0)
            feed.Trade(Told + 1, 17_600 + move, sells, isBuy: false);
        if (buys > 0)
            feed.Trade(Told + 1, 17_600 + move, buys, isBuy: true);
        Beat(feed, Told + 30_000);
        var reading = feed[FeatureId.VolumeConfirmation];
        Assert.That(reading.IsValid, reading.Reason);
        Assert.That(reading.Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Under_thirty_contracts_it_is_not_ready()
    {
        var feed = Warmed();
        feed.Trade(Told + 1, 17_601, 29);
        Beat(feed, Told + 30_000);
        Assert.That(feed[FeatureId.VolumeConfirmation].Reason, Does.Contain("too few contracts"));
    }

    [Test]
    public void Under_eleven_minutes_it_is_not_ready_and_at_eleven_it_is()
    {
        var feed = new Feed();
        feed.Trade(Start, 17_600, 1);
        for (var second = 1; second < 11 * 60; second++)
            feed.Trade(Start + (second * 1_000), 17_600, 1);
        Beat(feed, Told - 1);
        Assert.That(feed[FeatureId.VolumeConfirmation].Reason, Does.Contain("11 minutes"));
        Beat(feed, Told);
        Assert.That(feed[FeatureId.VolumeConfirmation].IsValid);
    }

    [Test]
    public void A_trade_of_60_seconds_ago_has_left_the_window()
    {
        var feed = Warmed();
        feed.Trade(Told + 1, 17_601, 500);
        feed.Trade(Told + 30_000, 17_601, 30, isBuy: false);
        Beat(feed, Told + 60_000);
        Assert.That(feed[FeatureId.VolumeConfirmation].Value, Is.GreaterThan(0));
        Beat(feed, Told + 60_001);
        Assert.That(feed[FeatureId.VolumeConfirmation].Value, Is.LessThan(0));
    }

    [Test]
    public void Its_age_is_the_market_time_since_the_last_trade()
    {
        var feed = Warmed();
        feed.Trade(Told + 1, 17_601, 50);
        Beat(feed, Told + 501);
        Assert.That(feed[FeatureId.VolumeConfirmation].AgeMicros(feed.Core.State.ObservedAt), Is.EqualTo(500_000));
    }

    // The last warming trade is at Told − 60 s exactly, so that the told window begins empty 30 s later.
    private static Feed Warmed()
    {
        var feed = new Feed();
        for (var second = -30; second <= 570; second++)
            feed.Trade(Start + (second * 1_000), 17_600, 1, isBuy: second % 2 == 0);
        for (var second = 571; second <= 630; second++)
            feed.Trade(Start + (second * 1_000), 17_600, 1, isBuy: second % 2 == 0);
        return feed;
    }

    private static void Beat(Feed feed, long millis) => feed.Play(new TapeEvent(millis));
}
