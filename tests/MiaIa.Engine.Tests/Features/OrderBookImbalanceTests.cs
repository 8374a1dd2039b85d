using MiaIa.Engine.Features;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

public sealed class OrderBookImbalanceTests
{
    private const long Start = RandomTape.RegularOpenMillis;

    [Test]
    public void A_book_that_stands_gives_its_imbalance()
    {
        var feed = Standing(Book(Start, (100, 30), (99, 10), ask: (101, 10)));
        // I₁ = 20/40; I₅ = (30 + 8 − 10)/(30 + 8 + 10).
        var expected = (0.6 * 0.5) + (0.4 * 28 / 48);
        Assert.That(feed[FeatureId.OrderBookImbalance].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_book_thinner_than_its_median_counts_less()
    {
        var feed = Standing(Book(Start, (100, 30), (99, 10), ask: (101, 10)));
        feed.Play(Book(Start + 40_000, (100, 15), (99, 5), ask: (101, 5)));
        var thick = (0.6 * 0.5) + (0.4 * 28 / 48);
        Assert.That(feed[FeatureId.OrderBookImbalance].Value, Is.EqualTo(thick / 2).Within(1e-12));
    }

    [Test]
    public void Under_thirty_seconds_of_depth_it_is_not_ready_and_at_thirty_it_is()
    {
        var feed = new Feed();
        feed.Play(Book(Start, (100, 30), (99, 10), ask: (101, 10)));
        Beat(feed, Start + 29_999);
        Assert.That(feed[FeatureId.OrderBookImbalance].Reason, Does.Contain("under 30"));
        Beat(feed, Start + 30_000);
        Assert.That(feed[FeatureId.OrderBookImbalance].IsValid);
    }

    [TestCase(101, TestName = "A locked book is not ready, not 0")]
    [TestCase(102, TestName = "A crossed book is not ready, not 0")]
    public void Fault_11_An_unsound_book_has_no_imbalance(int bid)
    {
        var feed = Standing(Book(Start, (100, 30), (99, 10), ask: (101, 10)));
        var before = feed[FeatureId.OrderBookImbalance].Value;
        feed.Play(Book(Start + 40_000, (bid, 99), (99, 99), ask: (101, 1)));
        Assert.That(feed[FeatureId.OrderBookImbalance].Reason, Does.Contain("crossed, locked or one-sided"));
        // The same book after half a minute begins the mean anew, with the same value.
        feed.Play(Book(Start + 70_000, (100, 30), (99, 10), ask: (101, 10)));
        Assert.That(feed[FeatureId.OrderBookImbalance].Value, Is.EqualTo(before).Within(1e-12));
    }

    // The other way round than before, and as deep: every share of the old mean would show.
    [TestCase(5_000, 5.000)]
    [TestCase(5_001, double.PositiveInfinity)]
    public void Unsound_time_passes_and_after_more_than_five_seconds_the_mean_begins_anew(long unsoundMillis, double secondsOld)
    {
        var feed = Standing(Book(Start, (100, 10), (99, 30), ask: (101, 30)));
        var before = feed[FeatureId.OrderBookImbalance].Value;
        var end = Start + 40_000 + unsoundMillis;
        feed.Play(Book(Start + 40_000, (101, 10), (99, 30), ask: (101, 30)));
        for (var beat = Start + 41_000; beat < end; beat += 1_000)
            Beat(feed, beat);
        feed.Play(Book(end, (100, 40), (99, 10), ask: (101, 20)));
        Beat(feed, end + 1);
        var raw = (0.6 * 20 / 60) + (0.4 * 28 / 68);
        var (old, young) = (Math.Exp(-(secondsOld + 0.001) / 0.5), 1 - Math.Exp(-0.001 / 0.5));
        var expected = ((old * before) + (young * raw)) / (old + young);
        Assert.That(before, Is.LessThan(0));
        Assert.That(feed[FeatureId.OrderBookImbalance].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_one_sided_book_is_not_ready()
    {
        var feed = Standing(Book(Start, (100, 30), (99, 10), ask: (101, 10)));
        feed.Play(new TapeEvent(Start + 40_000, Bids: [new Level(100, 30)], Asks: []));
        Assert.That(feed[FeatureId.OrderBookImbalance].IsValid, Is.False);
    }

    private static Feed Standing(TapeEvent book)
    {
        var feed = new Feed();
        feed.Play(book);
        Beat(feed, Start + 35_000);
        return feed;
    }

    private static void Beat(Feed feed, long millis) => feed.Play(new TapeEvent(millis));

    private static TapeEvent Book(long millis, (int Price, int Lots) bid, (int Price, int Lots) second, (int Price, int Lots) ask) =>
        new(millis, Bids: [new Level(bid.Price, bid.Lots), new Level(second.Price, second.Lots)], Asks: [new Level(ask.Price, ask.Lots)]);
}
