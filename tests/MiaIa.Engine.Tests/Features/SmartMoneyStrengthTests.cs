using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Worked by hand: small trades for five minutes, then what is told.</summary>
public sealed class SmartMoneyStrengthTests
{
    private const long Start = RandomTape.RegularOpenMillis;
    private const long Told = Start + (5 * 60_000);

    [Test]
    public void Under_five_minutes_of_trades_it_is_not_ready_and_at_five_it_is()
    {
        var feed = new Feed();
        feed.Trade(Start, 17_600, 1);
        for (var second = 1; second < 300; second++)
            Beat(feed, Start + (second * 1_000));
        Beat(feed, Told - 1);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Reason, Does.Contain("5 minutes"));
        Beat(feed, Told);
        Assert.That(feed[FeatureId.SmartMoneyStrength].IsValid);
    }

    [Test]
    public void No_large_print_is_a_valid_zero()
    {
        var feed = Warmed();
        feed.Trade(Told + 1, 17_600, 99);
        Assert.That((feed[FeatureId.SmartMoneyStrength].IsValid, feed[FeatureId.SmartMoneyStrength].Value), Is.EqualTo((true, 0.0)));
    }

    // net = 1 and persistence = 1 with one print: the value is the intensity, lots/500 at once.
    [TestCase(100, true, 0.2, TestName = "A hundred contracts are a large print")]
    [TestCase(250, true, 0.5, TestName = "Half of five hundred is half of the intensity")]
    [TestCase(499, true, 0.998, TestName = "Under five hundred a print counts once")]
    [TestCase(500, true, 1.0, TestName = "A block counts double, and the intensity ends at 1")]
    [TestCase(250, false, -0.5, TestName = "A seller counts downwards")]
    public void One_print(int lots, bool isBuy, double expected)
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, lots, isBuy);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void It_halves_in_two_minutes_and_is_gone_after_five()
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, 200);
        BeatTo(feed, Told, Told + 120_000);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(0.2).Within(1e-12));
        BeatTo(feed, Told + 120_000, Told + 240_000);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(0.1).Within(1e-12));
        BeatTo(feed, Told + 240_000, Told + 299_999);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(0.4 * Math.Pow(2, -299_999 / 120_000.0)).Within(1e-12));
        BeatTo(feed, Told + 299_999, Told + 300_000);
        Assert.That((feed[FeatureId.SmartMoneyStrength].IsValid, feed[FeatureId.SmartMoneyStrength].Value), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void Fills_of_one_order_in_one_millisecond_count_as_one_print_as_they_come()
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, 60);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.Zero, "60 contracts are not large");
        feed.Trade(Told, 17_601, 60);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(0.24).Within(1e-12), "120 are");
        feed.Trade(Told + 1, 17_602, 60);
        Assert.That(
            feed[FeatureId.SmartMoneyStrength].Value,
            Is.EqualTo(0.24).Within(1e-5),
            "60 in the next millisecond are another print"
        );
    }

    [Test]
    public void Windows_that_go_the_other_way_halve_it_at_most()
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, 101, isBuy: false);
        BeatTo(feed, Told, Told + 60_000);
        feed.Trade(Told + 60_000, 17_600, 300);
        var (buys, sells) = (300.0, 101 * Math.Pow(2, -0.5));
        var expected = (buys - sells) / (buys + sells) * ((buys + sells) / 500) * (0.5 + (0.5 * 1 / 2));
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_window_without_a_large_print_has_no_voice()
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, 200);
        BeatTo(feed, Told, Told + 180_000);
        feed.Trade(Told + 180_000, 17_600, 200);
        var expected = ((200 * Math.Pow(2, -1.5)) + 200) / 500;
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void After_a_gap_it_warms_up_again_and_knows_nothing_from_before()
    {
        var feed = Warmed();
        feed.Trade(Told, 17_600, 400);
        feed.Process(MarketEvent.GapDeclared(feed.Local, 3));
        Assert.That(feed[FeatureId.SmartMoneyStrength].Reason, Does.Contain("5 minutes"));
        feed.Trade(Told, 17_600, 1);
        BeatTo(feed, Told, Told + 299_999);
        Assert.That(feed[FeatureId.SmartMoneyStrength].IsValid, Is.False);
        BeatTo(feed, Told + 299_999, Told + 300_000);
        Assert.That((feed[FeatureId.SmartMoneyStrength].IsValid, feed[FeatureId.SmartMoneyStrength].Value), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void The_largest_sizes_that_are_accepted_overflow_nothing()
    {
        var feed = Warmed();
        for (var i = 0; i < 50_000; i++)
            feed.Trade(Told + (i / 10), 17_600, Contracts.MaxValue, isBuy: true);
        feed.Trade(Told + 6_000, 17_600, 100, isBuy: false);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.EqualTo(1).Within(1e-6));
    }

    private static Feed Warmed()
    {
        var feed = new Feed();
        for (var second = 0; second < 300; second++)
            feed.Trade(Start + (second * 1_000), 17_600, 1, isBuy: second % 2 == 0);
        return feed;
    }

    private static void Beat(Feed feed, long millis) => feed.Play(new TapeEvent(millis));

    private static void BeatTo(Feed feed, long from, long to)
    {
        for (var millis = from; millis < to; millis += 977)
            Beat(feed, millis);
        Beat(feed, to);
    }
}
