using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Worked by hand: 19 closed bars of one balanced row each, then what is told in the forming bar.</summary>
public sealed class VolumeImbalanceSignalTests
{
    private const long Start = RandomTape.RegularOpenMillis;
    private const long Told = Start + (19 * 60_000);

    // The row of the warm-up, 1,000 ticks away, in equal halves.
    private const int Quiet = 16_600;
    private const long QuietLots = 19 * 20;

    [Test]
    public void Under_nineteen_closed_bars_it_is_not_ready_and_with_nineteen_it_is()
    {
        var feed = Warmed();
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Reason, Does.Contain("19 closed bars"));
        feed.Play(new TapeEvent(Told));
        Assert.That((feed[FeatureId.VolumeImbalanceSignal].IsValid, feed[FeatureId.VolumeImbalanceSignal].Value), Is.EqualTo((true, 0.0)));
    }

    // One row at the last price, so e = 1: s = (ask − bid)/(volume + 2·mean of the two rows).
    [TestCase(100, 0, 1, TestName = "A hundred contracts on one side count")]
    [TestCase(99, 0, 0, TestName = "Under a hundred a row does not count")]
    [TestCase(75, 25, 1, TestName = "An imbalance of a half counts")]
    [TestCase(149, 51, 0, TestName = "Under a half it does not")]
    [TestCase(0, 400, 1, TestName = "Sellers count downwards")]
    public void One_row(int ask, int bid, int counted)
    {
        var feed = Warmed();
        Fill(feed, Told, 17_600, ask, bid);
        double volume = ask + bid;
        var expected = counted * (ask - bid) / (volume + (2 * (volume + QuietLots) / 2));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_row_fades_with_its_distance_from_the_last_price()
    {
        var feed = Warmed();
        Fill(feed, Told, 17_600, 300, 0);
        Fill(feed, Told + 1, 17_608, 1, 0);
        var weighted = 300 * Math.Exp(-1);
        var mean = (301.0 + QuietLots) / 3;
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(weighted / (weighted + (2 * mean))).Within(1e-12));
    }

    // Rows begin to count and cease to, and each price is come back to after others have changed.
    [Test]
    public void A_price_that_goes_to_and_fro_finds_what_has_changed_meanwhile([Range(1, 5)] int seed)
    {
        var (feed, random) = (Warmed(), new Random(seed));
        var rows = new Dictionary<int, (double Ask, double Bid)> { [Quiet] = (QuietLots / 2.0, QuietLots / 2.0) };
        var (begun, ceased) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            var price = 17_600 + random.Next(20);
            var lots = random.Next(1, 60);
            var isBuy = random.Next(4) != 0 == (price % 2 == 0);
            var row = rows.GetValueOrDefault(price);
            var counted = Counts(row);
            row = isBuy ? (row.Ask + lots, row.Bid) : (row.Ask, row.Bid + lots);
            rows[price] = row;
            begun += !counted && Counts(row) ? 1 : 0;
            ceased += counted && !Counts(row) ? 1 : 0;
            feed.Trade(Told + (i * 100), price, lots, isBuy: isBuy);

            var counting = rows.Where(r => Counts(r.Value))
                .Select(r => (Weight: Math.Exp(-Math.Abs(r.Key - price) / 8.0), r.Value.Ask, r.Value.Bid))
                .ToArray();
            var mean = rows.Values.Sum(r => r.Ask + r.Bid) / rows.Count;
            var expected = counting.Sum(r => r.Weight * (r.Ask - r.Bid)) / (counting.Sum(r => r.Weight * (r.Ask + r.Bid)) + (2 * mean));
            Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(expected).Within(1e-9), $"trade {i}");
        }

        Assert.That(begun, Is.GreaterThan(20));
        Assert.That(ceased, Is.GreaterThan(5));

        static bool Counts((double Ask, double Bid) row) =>
            row.Ask + row.Bid >= 100 && Math.Abs(row.Ask - row.Bid) >= 0.5 * (row.Ask + row.Bid);
    }

    [Test]
    public void The_rows_of_all_twenty_bars_are_one_footprint()
    {
        var feed = Warmed();
        for (var minute = 0; minute < 3; minute++)
            Fill(feed, Told + (minute * 60_000), 17_600, 40, 0);
        // Nineteen bars have closed before the third of these minutes ends: seventeen of the warm-up and two of these.
        var mean = (120.0 + (17 * 20)) / 2;
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(120 / (120 + (2 * mean))).Within(1e-12));
    }

    [Test]
    public void A_bar_leaves_when_nineteen_have_closed_after_it()
    {
        var feed = Warmed();
        Fill(feed, Told, 17_600, 300, 0);
        for (var minute = 1; minute <= 19; minute++)
            Fill(feed, Told + (minute * 60_000), Quiet + 1, 10, 10);
        Fill(feed, Told + (19 * 60_000) + 1, 17_600, 1, 1);
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.GreaterThan(0.3), "its bar is the oldest of the nineteen");
        feed.Play(new TapeEvent(Told + (20 * 60_000)));
        Assert.That((feed[FeatureId.VolumeImbalanceSignal].IsValid, feed[FeatureId.VolumeImbalanceSignal].Value), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void After_a_gap_nineteen_whole_bars_have_to_close_again()
    {
        var feed = Warmed();
        Fill(feed, Told, 17_600, 300, 0);
        feed.Process(MarketEvent.GapDeclared(feed.Local, 3));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].IsValid, Is.False);
        for (var minute = 0; minute <= 19; minute++)
            Fill(feed, Told + (minute * 60_000) + 1, Quiet, 10, 10);
        feed.Play(new TapeEvent(Told + (20 * 60_000) - 1));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].IsValid, Is.False);
        feed.Play(new TapeEvent(Told + (20 * 60_000)));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].IsValid);
    }

    [Test]
    public void After_a_stale_study_it_knows_the_rows_of_the_meantime()
    {
        var feed = Warmed();
        feed.Play(new TapeEvent(Told));
        feed.Pass(3_000);
        feed.Process(MarketEvent.Clock(feed.Local));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Reason, Does.Contain("stale"));
        feed.Trade(Told + 1, 17_600, 300, isHistory: true);
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Reason, Does.Contain("stale"));
        feed.Play(new TapeEvent(Told + 2));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(300 / (300 + 300.0 + QuietLots)).Within(1e-12));
    }

    // Twenty bars later the rows of before have left, and for a moment the footprint holds nothing.
    [Test]
    public void Prices_that_the_footprint_has_no_place_for_are_counted_and_never_a_number_that_is_none()
    {
        var feed = Warmed();
        var wasEmpty = false;
        for (var minute = 0; minute < 40; minute++)
        {
            feed.Play(new TapeEvent(Told + (minute * 60_000)));
            wasEmpty |= !feed[FeatureId.VolumeImbalanceSignal].IsValid;
            feed.Trade(Told + (minute * 60_000) + 1, Quiet + FootprintWindow.Places, 300);
            Assert.That(feed.Core.State.Score, Is.InRange(-1, 1));
        }

        Assert.That(wasEmpty);
        Assert.That(feed.Core.FootprintRefused, Is.InRange(15, 25));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(1 / 3.0).Within(1e-12), "one row of one side: V/(V + 2·V)");
    }

    private static Feed Warmed()
    {
        var feed = new Feed();
        for (var minute = 0; minute < 19; minute++)
            Fill(feed, Start + (minute * 60_000), Quiet, 10, 10);
        return feed;
    }

    private static void Fill(Feed feed, long millis, int price, int ask, int bid)
    {
        if (ask > 0)
            feed.Trade(millis, price, ask, isBuy: true);
        if (bid > 0)
            feed.Trade(millis, price, bid, isBuy: false);
    }
}
