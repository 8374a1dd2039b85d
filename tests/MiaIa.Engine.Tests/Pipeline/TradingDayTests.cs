using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>What begins anew at the Globex open, and what goes on over the maintenance break.</summary>
public sealed class TradingDayTests
{
    // 2023-06-28 18:00 New York, in Unix milliseconds.
    private const long OpenMillis = 1_687_989_600_000;
    private const long BeforeClose = OpenMillis - (60 * 60_000) - (25 * 60_000);

    [Test]
    public void Profile_and_delta_begin_anew_and_are_those_of_the_day()
    {
        var feed = OldDay();
        Assert.That((feed.Core.Profile.PointOfControl.Value, feed.Core.Profile.Lots), Is.EqualTo((17_600, 25 * 300)));
        feed.Trade(OpenMillis, 17_650, 7, isBuy: false);
        var profile = feed.Core.Profile;
        Assert.That((profile.PointOfControl.Value, profile.Lots, profile.Delta, profile.TradedRows), Is.EqualTo((17_650, 7, -7, 1)));
    }

    [Test]
    public void Large_prints_warm_up_again_while_the_footprint_goes_on()
    {
        var feed = OldDay();
        Assert.That(feed[FeatureId.SmartMoneyStrength].Value, Is.GreaterThan(0.5));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(1 / 3.0).Within(0.01), "one row of one side: V/(V + 2·V)");
        feed.Trade(OpenMillis, 17_600, 1);
        Assert.That(feed[FeatureId.SmartMoneyStrength].Reason, Does.Contain("5 minutes"));
        Assert.That(feed[FeatureId.VolumeImbalanceSignal].Value, Is.EqualTo(1 / 3.0).Within(0.01), "one row of one side: V/(V + 2·V)");
        feed.Play(new TapeEvent(OpenMillis + 300_000));
        Assert.That((feed[FeatureId.SmartMoneyStrength].IsValid, feed[FeatureId.SmartMoneyStrength].Value), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void A_gap_is_told_of_the_profile_until_the_day_ends()
    {
        var feed = OldDay();
        feed.Process(MarketEvent.GapDeclared(feed.Local, 1));
        Assert.That((feed.Core.Profile.HasGap, feed.Core.Profile.Lots), Is.EqualTo((true, 25 * 300)));
        feed.Trade(OpenMillis, 17_600, 1);
        Assert.That(feed.Core.Profile.HasGap, Is.False);
    }

    // The last 25 minutes before the close: one print of 300 bought contracts a minute.
    private static Feed OldDay()
    {
        var feed = new Feed();
        for (var minute = 0; minute < 25; minute++)
            feed.Trade(BeforeClose + (minute * 60_000), 17_600, 300);
        return feed;
    }
}
