using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

/// <summary>A feature whose open interest is on its way is not dead, one whose open interest stays away is.</summary>
public sealed class FeatureWaitTests
{
    private const int Minute = 60;

    [Test]
    public void A_feature_is_not_dead_while_its_open_interest_comes_however_slowly()
    {
        // Eighty minutes until 0.80 of it is there, then fourteen until the volatility index has come, then bars.
        var found = Play(
            120 * Minute,
            second =>
                second < 80 * Minute ? Interest(second / (100.0 * Minute))
                : second < 94 * Minute ? Without("the volatility index is missing or older than 15 minutes")
                : Alive(second)
        );
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Fifteen_minutes_after_the_last_of_it_came_it_is_dead_and_no_more_when_it_goes_on()
    {
        var found = Play(
            70 * Minute,
            second =>
                Interest(
                    second < 20 * Minute ? second / (100.0 * Minute)
                    : second < 60 * Minute ? 0.2
                    : 0.3
                )
        );
        // The last whole hundredth had come in the minute before.
        Assert.That(found[0], Is.InRange(34 * Minute, 35 * Minute));
        Assert.That(found, Is.EqualTo(Enumerable.Range(found[0], (60 * Minute) - found[0])));
    }

    [Test]
    public void Open_interest_of_which_nothing_comes_is_dead_after_fifteen_minutes()
    {
        Assert.That(Play(1000, _ => Interest(0)), Is.EqualTo(Enumerable.Range(900, 100)));
        var wavers = Play(1000, second => Interest(second % 2 == 0 ? 0.5 : 0.505));
        Assert.That(wavers, Is.EqualTo(Enumerable.Range(900, 100)), "to and fro is no way");
    }

    [Test]
    public void Two_reasons_that_come_and_go_do_not_keep_it_alive()
    {
        var found = Play(
            1000,
            second =>
                second % 2 == 0 ? Interest(0.5) : new("gamma_levels_proximity", false, 0, "chain coverage is under 0.80", Arrived: 0.6)
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(901, 99)));
    }

    [Test]
    public void One_that_has_lived_and_fell_silent_is_dead_though_its_open_interest_comes_anew()
    {
        var found = Play(2000, second => second < 500 ? Alive(second) : Interest((second - 500) / 3000.0));
        Assert.That(found, Is.EqualTo(Enumerable.Range(1400, 600)));
    }

    [Test]
    public void What_it_misses_that_does_not_come_bit_by_bit_has_fifteen_minutes_from_then()
    {
        var found = Play(3000, second => second < 1000 ? Interest(second / 2000.0) : Without("no basis yet"));
        Assert.That(found[0], Is.InRange(1880, 1900));
        Assert.That(found, Is.EqualTo(Enumerable.Range(found[0], 3000 - found[0])));
    }

    [Test]
    public void Another_session_begins_anew()
    {
        var table = new RuleTable(new FeatureDead());
        var found = table.Play(
            6000,
            (second, es) =>
                es with
                {
                    IsRegular = second is < 1000 or >= 2000,
                    Features = [second < 1000 ? Alive(second) : Interest(second < 2000 ? 0 : (second - 2000) / 8000.0)],
                }
        );
        Assert.That(found, Is.Empty, "that it lived yesterday says nothing of today's open interest");
    }

    [Test]
    public void Another_day_that_follows_at_once_begins_anew_too()
    {
        var back = new RuleTable(new FeatureDead()).Play(
            2000,
            (second, es) =>
                es with
                {
                    MarketAt = DateTimeOffset.UnixEpoch.AddSeconds(second) + (second < 100 ? TimeSpan.FromHours(24) : TimeSpan.Zero),
                    Features = [Interest(0)],
                }
        );
        Assert.That(back, Is.EqualTo(Enumerable.Range(1000, 1000)), "a recording that is played anew");
    }

    private static int[] Play(int seconds, Func<int, FeatureFacts> featureAt) =>
        new RuleTable(new FeatureDead()).Play(seconds, (second, es) => es with { Features = [featureAt(second)] });

    private static FeatureFacts Interest(double share) =>
        new("gamma_levels_proximity", false, 0, "under 0.80 of the chain's open interest has arrived", Arrived: share);

    private static FeatureFacts Without(string reason) => new("gamma_levels_proximity", false, 0, reason);

    private static FeatureFacts Alive(int second) => new("gamma_levels_proximity", true, 0.25 + (second % 2 * 0.01), "");
}
