using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Worked by hand: one trade a minute, or a few, from the full hour on.</summary>
public sealed class MtfConfluenceScoreTests
{
    // 13:00 UTC, a full hour.
    private const long Start = RandomTape.RegularOpenMillis - (30 * Minute);
    private const long Minute = 60_000;
    private const double TwoWeights = 0.50 + 0.30;

    [Test]
    public void Twenty_one_bars_of_five_minutes_make_it_ready_at_the_close_of_the_last()
    {
        var feed = Minutes(105, minute => (17_600, 1, true));
        Beat(feed, Start + (105 * Minute) - 1);
        Assert.That(feed[FeatureId.MtfConfluenceScore].Reason, Is.EqualTo("under 21 bars of two timeframes"));
        Beat(feed, Start + (105 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].IsValid);
        Assert.That(feed[FeatureId.MtfConfluenceScore].Text, Is.EqualTo("1 and 5 minutes"));
    }

    [TestCase(true, 0.4, TestName = "One price, all buys: the deltas alone, in full agreement")]
    [TestCase(false, -0.4, TestName = "One price, all sells: the same below 0")]
    public void Deltas(bool isBuy, double expected)
    {
        var feed = Minutes(105, minute => (17_600, 1, isBuy));
        Beat(feed, Start + (105 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_delta_of_less_than_three_tenths_of_the_volume_counts_in_part()
    {
        // 23 buys and 17 sells in two trades a minute: 6/40 = 0.15.
        var feed = Minutes(105, minute => (17_600, 23, true), minute => (17_600, 17, false));
        Beat(feed, Start + (105 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Value, Is.EqualTo(0.4 * 0.5).Within(1e-12));
    }

    [Test]
    public void Timeframes_against_each_other_count_less()
    {
        // Sells until the last three minutes: the minute's x is +0.4, that of five minutes −0.4 · (9/15)/0.3 clamped = −0.4.
        var feed = Minutes(105, minute => (17_600, 1, minute >= 102));
        Beat(feed, Start + (105 * Minute));
        var mean = ((0.50 * 0.4) - (0.30 * 0.4)) / TwoWeights;
        var agreement = (0.50 - 0.30) / TwoWeights;
        Assert.That(feed[FeatureId.MtfConfluenceScore].Value, Is.EqualTo(mean * (0.6 + (0.4 * agreement))).Within(1e-12));
    }

    [Test]
    public void A_steady_rise_is_a_trend_in_every_timeframe()
    {
        // Balanced deltas; closes rise 2 ticks a minute. On a line of slope g a mean of n bars lags by g·(n − 1)/2 in the end, so that
        // the two stand 6·g apart; the true range is g a minute, and floor and clamp leave 1 for both timeframes.
        var feed = Minutes(315, minute => (17_600 + (2 * minute), 5, true), minute => (17_600 + (2 * minute), 5, false));
        Beat(feed, Start + (315 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Value, Is.EqualTo(0.6).Within(1e-12));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Text, Is.EqualTo("1, 5 and 15 minutes"));
    }

    [Test]
    public void Between_two_closes_nothing_moves_it_and_its_input_is_the_last_close()
    {
        var feed = Minutes(105, minute => (17_600, 1, true));
        Beat(feed, Start + (105 * Minute));
        var before = feed[FeatureId.MtfConfluenceScore];
        feed.Trade(Start + (105 * Minute) + 1, 17_700, 500, isBuy: false);
        feed.Trade(Start + (106 * Minute) - 1, 17_500, 500, isBuy: false);
        Assert.That(feed[FeatureId.MtfConfluenceScore], Is.EqualTo(before));
        Assert.That(before.AgeMicros(feed.Core.Now), Is.EqualTo((Minute - 1) * 1_000));
        Beat(feed, Start + (106 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Value, Is.LessThan(0));
    }

    [Test]
    public void The_daily_pause_changes_nothing_but_a_gap_makes_it_warm_up_again()
    {
        var feed = Minutes(105, minute => (17_600, 1, true));
        // 18:00 New York begins the next session.
        Beat(feed, Start + (15 * 60 * Minute));
        Assert.That(feed[FeatureId.MtfConfluenceScore].IsValid, feed[FeatureId.MtfConfluenceScore].Reason);
        feed.Process(MarketEvent.GapDeclared(feed.Local, 1));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Reason, Is.EqualTo("under 21 bars of two timeframes"));
        for (var minute = 0; minute < 110; minute++)
            feed.Trade(Start + ((minute + 900) * Minute), 17_000, 1, isBuy: false);
        Beat(feed, Start + ((900 + 110) * Minute) - 1);
        Assert.That(feed[FeatureId.MtfConfluenceScore].IsValid, Is.False, "the bar in which the tape goes on is not whole");
        Beat(feed, Start + ((900 + 110) * Minute));
        Assert.That(
            feed[FeatureId.MtfConfluenceScore].Value,
            Is.EqualTo(-0.4).Within(1e-12),
            "the fall of 600 ticks before the gap's end is no trend"
        );
    }

    [Test]
    public void A_study_that_stops_makes_it_not_ready()
    {
        var feed = Minutes(105, minute => (17_600, 1, true));
        Beat(feed, Start + (105 * Minute));
        feed.Pass(3_000);
        feed.Process(MarketEvent.Clock(feed.Local));
        Assert.That(feed[FeatureId.MtfConfluenceScore].Reason, Does.Contain("stale"));
        Beat(feed, Start + (105 * Minute) + 1);
        Assert.That(feed[FeatureId.MtfConfluenceScore].IsValid);
    }

    private static Feed Minutes(int count, params Func<int, (int Price, int Lots, bool IsBuy)>[] trades)
    {
        var feed = new Feed();
        for (var minute = 0; minute < count; minute++)
        {
            foreach (var (price, lots, isBuy) in trades.Select(trade => trade(minute)))
                feed.Play(new TapeEvent(Start + (minute * Minute), price, lots, isBuy));
        }

        return feed;
    }

    private static void Beat(Feed feed, long millis) => feed.Play(new TapeEvent(millis));
}
