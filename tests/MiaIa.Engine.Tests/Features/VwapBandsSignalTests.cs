using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>
/// Worked by hand: minutes of 40 contracts at 17,600, then one that is told. When a share p of the 20 bars' volume is told at another
/// price, that close is √((1 − p)/p) standard deviations away: 190 contracts make p = 1/5, z = 2, VWAP 17,604 and SD 8 at 17,620.
/// </summary>
public sealed class VwapBandsSignalTests
{
    private const long Start = RandomTape.RegularOpenMillis;
    private const long Minute = 60_000;
    private const int Told = 38;
    private const long ToldCloses = Start + ((Told + 1) * Minute);
    private const double OneCloseAbove = 0.3 * 1 / 20;

    [Test]
    public void Thirty_nine_bars_make_it_ready_and_one_price_is_a_valid_0()
    {
        var feed = Warmed();
        Beat(feed, ToldCloses - 1);
        Assert.That(feed[FeatureId.VwapBandsSignal].Reason, Does.Contain("39"));
        Tell(feed, Told, 17_600, 20, 20);
        Assert.That((feed[FeatureId.VwapBandsSignal].IsValid, feed[FeatureId.VwapBandsSignal].Value), Is.EqualTo((true, 0.0)));
    }

    // After a close at 2 deviations, on balanced volume, one trade comes: a rejection counts −(2 − 1)/2 of 0.4.
    [TestCase(17_612, false, -0.2, TestName = "Sold back inside the outer band: rejected")]
    [TestCase(17_619, false, -0.2, TestName = "A tick inside is inside")]
    [TestCase(17_620, false, 0, TestName = "At the band it is not inside yet")]
    [TestCase(17_605, false, -0.2, TestName = "A tick above the VWAP is still the same side")]
    [TestCase(17_604, false, 0, TestName = "At the VWAP there is no side")]
    [TestCase(17_603, false, 0, TestName = "Beyond the VWAP it is no rejection")]
    [TestCase(17_612, true, 0, TestName = "Back inside while buyers press: no rejection")]
    public void Rejections(int price, bool isBuy, double expected)
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 95, 95);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(OneCloseAbove).Within(1e-12));
        feed.Trade(ToldCloses + 1, price, 10, isBuy);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(OneCloseAbove + expected).Within(1e-12));
    }

    [Test]
    public void A_close_three_deviations_out_is_rejected_in_full_and_one_below_two_not_at_all()
    {
        // Ten bars: an eleventh price in one of them is √9 deviations away; in one of four it is √3.
        Assert.That(Rejected(10), Is.EqualTo(-0.4 + (0.3 / 10)).Within(1e-12));
        Assert.That(Rejected(4), Is.EqualTo(0.3 / 4).Within(1e-12));

        static double Rejected(int bars)
        {
            var feed = new Feed(InstrumentOptions.Es with { Features = new FeatureOptions { VwapBandBars = bars } });
            for (var minute = 0; minute < Told; minute++)
                Tell(feed, minute, 17_600, 20, 20);
            Tell(feed, Told, 17_640, 20, 20);
            feed.Trade(ToldCloses + 1, 17_615, 10, isBuy: false);
            return feed[FeatureId.VwapBandsSignal].Value;
        }
    }

    [Test]
    public void A_rejection_ends_when_the_delta_of_60_seconds_has_turned_without_any_trade()
    {
        var feed = Warmed();
        feed.Trade(ToldCloses - 50_000, 17_620, 85);
        feed.Trade(ToldCloses - 50_000, 17_620, 105, isBuy: false);
        feed.Trade(ToldCloses + 1, 17_612, 1);
        Beat(feed, ToldCloses + 9_999);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(OneCloseAbove - 0.2).Within(1e-12));
        Beat(feed, ToldCloses + 10_000);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(OneCloseAbove).Within(1e-12));
    }

    [Test]
    public void A_close_outside_can_be_rejected_for_three_bars()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 95, 95);
        for (var after = 1; after <= 4; after++)
        {
            var before = feed[FeatureId.VwapBandsSignal].Value;
            feed.Trade(Start + ((Told + after) * Minute) + 1, 17_612, 1, isBuy: false);
            Assert.That(feed[FeatureId.VwapBandsSignal].Value - before, Is.EqualTo(after <= 3 ? -0.2 : 0).Within(1e-12), $"bar {after}");
            feed.Trade(Start + ((Told + after) * Minute) + 2, 17_612, 1);
            Beat(feed, Start + ((Told + after + 1) * Minute) + 30_000);
        }
    }

    // The mean of the 20 bars before is 40 contracts.
    [TestCase(48, 0, 0.5, TestName = "1.2 times the volume breaks by half")]
    [TestCase(47, 0, 0, TestName = "Less volume breaks nothing")]
    [TestCase(64, 0, 0.7, TestName = "1.6 times the volume breaks by 0.7")]
    [TestCase(190, 0, 1, TestName = "Much volume breaks in full, not more")]
    [TestCase(64, 32, 0, TestName = "Without a delta there is no break")]
    [TestCase(64, 40, 0, TestName = "Against the delta there is no break")]
    public void Breaks(int lots, int sells, double expected)
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, lots - sells, sells);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo((0.3 * expected) + OneCloseAbove).Within(1e-12));
    }

    [Test]
    public void A_break_fades_to_half_in_three_bars()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 48, 0);
        for (var age = 1; age <= 7; age++)
        {
            // Each close back at 17,600 is below its VWAP.
            Tell(feed, Told + age, 17_600, 20, 20);
            var expected = (0.3 * 0.5 * Math.Pow(2, -age / 3.0)) + (0.3 * (1 - age) / 20);
            Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(expected).Within(1e-12), $"age {age}");
        }
    }

    [Test]
    public void The_newest_break_counts_even_when_it_is_weaker()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 190, 0);
        Tell(feed, Told + 1, 17_600, 20, 20);
        // V̄ = (190 + 19·40)/20 = 47.5, and 57 is 1.2 times that.
        Tell(feed, Told + 2, 17_580, 0, 57);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo((0.3 * -0.5) + (0.3 * (1 - 2) / 20)).Within(1e-12));
    }

    [Test]
    public void A_close_that_stays_outside_the_inner_band_breaks_it_once()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 64, 0);
        // Further out with more volume, from outside: no new break, the old one fades.
        Tell(feed, Told + 1, 17_660, 190, 0);
        Assert.That(
            feed[FeatureId.VwapBandsSignal].Value,
            Is.EqualTo((0.3 * 0.7 * Math.Pow(2, -1 / 3.0)) + (2 * OneCloseAbove)).Within(1e-12)
        );
    }

    [Test]
    public void Closes_that_rise_are_all_above_their_own_vwap()
    {
        var feed = new Feed();
        for (var minute = 0; minute <= Told; minute++)
            Tell(feed, minute, 17_600 + minute, 20, 20);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(0.3).Within(1e-12));
    }

    [Test]
    public void The_typical_price_is_the_mean_of_high_low_and_close()
    {
        // High, low and close of each minute are 17,606, 17,597 and 17,600, whose mean is 17,601: the close is below.
        var feed = new Feed();
        for (var minute = 0; minute <= Told; minute++)
        {
            foreach (var price in new[] { 17_606, 17_597, 17_600 })
                feed.Trade(Start + (minute * Minute), price, 2, isBuy: price != 17_600);
        }

        Beat(feed, ToldCloses);
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(-0.3).Within(1e-12));
    }

    [Test]
    public void The_daily_pause_changes_nothing_but_a_gap_makes_it_warm_up_again()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 48, 0);
        var before = feed[FeatureId.VwapBandsSignal].Value;
        Beat(feed, Start + (10 * 60 * Minute));
        Assert.That(feed[FeatureId.VwapBandsSignal].Value, Is.EqualTo(before));
        feed.Process(MarketEvent.GapDeclared(feed.Local, 1));
        Assert.That(feed[FeatureId.VwapBandsSignal].Reason, Does.Contain("39"));
        for (var minute = 600; minute < 639; minute++)
            Tell(feed, minute, 17_000, 20, 20);
        Assert.That(feed[FeatureId.VwapBandsSignal].IsValid, Is.False, "the bar in which the tape goes on is not whole");
        Tell(feed, 639, 17_000, 20, 20);
        Assert.That(
            (feed[FeatureId.VwapBandsSignal].IsValid, feed[FeatureId.VwapBandsSignal].Value),
            Is.EqualTo((true, 0.0)),
            "nothing from before the gap is left"
        );
    }

    [Test]
    public void Its_age_is_the_market_time_since_the_last_trade_and_a_study_that_stops_makes_it_not_ready()
    {
        var feed = Warmed();
        Tell(feed, Told, 17_620, 95, 95);
        feed.Trade(ToldCloses + 1, 17_612, 10, isBuy: false);
        Beat(feed, ToldCloses + 501);
        Assert.That(feed[FeatureId.VwapBandsSignal].AgeMicros(feed.Core.Now), Is.EqualTo(500_000));
        feed.Pass(3_000);
        feed.Process(MarketEvent.Clock(feed.Local));
        Assert.That(feed[FeatureId.VwapBandsSignal].Reason, Does.Contain("stale"));
    }

    private static Feed Warmed()
    {
        var feed = new Feed();
        for (var minute = 0; minute < Told; minute++)
            Tell(feed, minute, 17_600, 20, 20);
        return feed;
    }

    // A minute at one price, all of it at its start, and the moment at which it closes.
    private static void Tell(Feed feed, int minute, int price, int buys, int sells)
    {
        if (buys > 0)
            feed.Trade(Start + (minute * Minute), price, buys);
        if (sells > 0)
            feed.Trade(Start + (minute * Minute), price, sells, isBuy: false);
        Beat(feed, Start + ((minute + 1) * Minute));
    }

    private static void Beat(Feed feed, long millis) => feed.Play(new TapeEvent(millis));
}
