using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>What the study pushes: patterns on the board and in feature 4, values in their table.</summary>
public sealed class PushedPatternTests
{
    private const long Start = RandomTape.RegularOpenMillis;

    [Test]
    public void A_pushed_pattern_without_a_weight_counts_a_quarter_and_halves_in_three_bars()
    {
        var feed = new Feed();
        Push(feed, 0, "double_top", Direction.Short, 0.8);
        for (var bar = 0; bar < 9; bar++)
        {
            var expected = -0.25 * 0.8 * Math.Pow(2, -bar / 3.0);
            Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(expected).Within(1e-12), $"bar {bar}");
            Minute(feed, bar);
        }
    }

    [Test]
    public void A_pushed_pattern_makes_the_feature_ready_before_its_twenty_bars()
    {
        var feed = new Feed();
        Minute(feed, 0);
        Assert.That(feed[FeatureId.SierraPatternStrength].Reason, Is.EqualTo("under 20 bars, and the study has pushed no pattern"));
        Push(feed, 60_000, "double_top", Direction.Short, 0.8);
        Assert.That(feed[FeatureId.SierraPatternStrength].IsValid);
    }

    [Test]
    public void Without_a_pushed_pattern_the_feature_is_ready_with_the_twentieth_bar_and_says_0()
    {
        var feed = new Feed();
        for (var bar = 0; bar < 20; bar++)
        {
            Assert.That(feed[FeatureId.SierraPatternStrength].IsValid, Is.False);
            Minute(feed, bar);
        }

        Assert.That(
            feed[FeatureId.SierraPatternStrength],
            Is.EqualTo(FeatureReading.Valid(0, feed[FeatureId.SierraPatternStrength].InputAt))
        );
    }

    [Test]
    public void Of_each_name_the_newest_counts_and_names_add_up()
    {
        var feed = new Feed();
        Push(feed, 0, "double_top", Direction.Short, 1);
        Push(feed, 1, "double_top", Direction.Long, 0.5);
        Push(feed, 2, "opening_drive", Direction.Long, 1);
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(0.125 + 0.25).Within(1e-12));
        for (var i = 0; i < 5; i++)
            Push(feed, 3 + i, $"other_{i}", Direction.Long, 1);
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(1), "the sum is clamped");
    }

    [Test]
    public void A_name_with_a_weight_of_its_own_counts_by_it()
    {
        var pushed = new Dictionary<string, PatternFade> { ["opening_drive"] = new(0.6, 1) };
        var feed = new Feed(
            InstrumentOptions.Es with
            {
                Features = new FeatureOptions { Patterns = new PatternOptions { Pushed = pushed } },
            }
        );
        Push(feed, 0, "opening_drive", Direction.Long, 0.5);
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(0.3).Within(1e-12));
        Minute(feed, 0);
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(0.15).Within(1e-12));
    }

    [Test]
    public void A_pushed_pattern_of_one_of_the_nine_shares_its_place()
    {
        var feed = new Feed();
        Push(feed, 0, "headfake", Direction.Short, 1);
        Assert.That(feed.Core.Patterns[PatternKind.Headfake], Has.Property("IsPushed").True.And.Property("Strength").EqualTo(1));
        Assert.That(feed.Core.Patterns.Count, Is.EqualTo(PatternNames.Count));
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(-0.30).Within(1e-12));
    }

    [Test]
    public void One_name_too_many_is_counted_and_changes_nothing_and_known_names_go_on()
    {
        var feed = new Feed();
        for (var i = 0; i < 33; i++)
            Push(feed, i, $"name_{i}", Direction.Short, 0.01);
        Assert.That(
            (feed.Core.Patterns.Count, feed.Core.Patterns.PushedRefused, feed.Core.Counters.Patterns),
            Is.EqualTo((PatternNames.Count + 32, 1L, 33L))
        );
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(32 * 0.25 * -0.01).Within(1e-12));
        Push(feed, 40, "name_0", Direction.Long, 0.01);
        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.EqualTo(30 * 0.25 * -0.01).Within(1e-12));
    }

    [TestCase(double.NaN)]
    [TestCase(-0.1)]
    [TestCase(1.1)]
    public void A_strength_that_the_edge_should_have_refused_stops_the_step(double strength) =>
        Assert.That(
            () => Push(new Feed(), 0, "double_top", Direction.Long, strength),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("double_top")
        );

    [Test]
    public void Lost_trades_empty_the_board_and_the_feature_warms_up_again()
    {
        var feed = new Feed();
        for (var bar = 0; bar < 20; bar++)
            Minute(feed, bar);
        Push(feed, 20 * 60_000, "double_top", Direction.Short, 0.8);
        feed.Process(MarketEvent.GapDeclared(feed.Local, 1));
        Assert.That(feed[FeatureId.SierraPatternStrength].IsValid, Is.False);
        for (var bar = 20; bar <= 40; bar++)
        {
            Assert.That(feed[FeatureId.SierraPatternStrength].IsValid, Is.False, $"bar {bar}");
            Minute(feed, bar);
        }

        Assert.That(feed[FeatureId.SierraPatternStrength].Value, Is.Zero);
        Assert.That(feed[FeatureId.SierraPatternStrength].IsValid);
    }

    [Test]
    public void A_new_trading_day_empties_the_board()
    {
        var feed = new Feed();
        for (var bar = 0; bar < 20; bar++)
            Minute(feed, bar);
        Push(feed, 20 * 60_000, "double_top", Direction.Short, 0.8);
        // 18:00 New York: eight and a half hours after the regular open.
        feed.Play(new TapeEvent(Start + (8 * 3_600_000) + 1_800_000));
        Assert.That(feed[FeatureId.SierraPatternStrength].IsValid, Is.False);
        Assert.That(feed.Core.Patterns.Contribution(PatternNames.Count, 20), Is.Zero);
    }

    [Test]
    public void Values_are_kept_under_their_names_and_move_no_feature()
    {
        var feed = new Feed();
        Value(feed, 5, "vix", 13.2);
        Value(feed, 9, "Net Gamma", -4e9);
        Value(feed, 12, "vix", 13.3);
        Assert.That(
            feed.Core.StudyValues.All.ToArray(),
            Is.EqualTo(new StudyValue[] { new("vix", 13.3, At(12)), new("Net Gamma", -4e9, At(9)) })
        );
        Assert.That(feed.Core.State.Coverage, Is.Zero);
    }

    [Test]
    public void One_value_too_many_is_counted_and_known_names_go_on()
    {
        var feed = new Feed();
        for (var i = 0; i < 34; i++)
            Value(feed, i, $"value {i}", i);
        Value(feed, 40, "value 31", -1);
        var values = feed.Core.StudyValues;
        Assert.That((values.Count, values.Refused, values.All[31].Value), Is.EqualTo((32, 2L, -1.0)));
    }

    [TestCase(1.5, 3, "weight 1.5 of sweep is not within 0 to 1")]
    [TestCase(double.NaN, 3, "weight NaN of sweep is not within 0 to 1")]
    [TestCase(0.2, 0, "half-life 0 of sweep is not within 1 to 240 bars")]
    [TestCase(0.2, 241, "half-life 241 of sweep is not within 1 to 240 bars")]
    public void Bad_settings_are_refused_with_name_and_value(double weight, int halfLife, string text)
    {
        var options = InstrumentOptions.Es with
        {
            Features = new FeatureOptions { Patterns = new PatternOptions { Sweep = new(weight, halfLife) } },
        };
        Assert.That(() => new EngineCore(options), Throws.ArgumentException.With.Message.EqualTo(text));
    }

    [Test]
    public void The_nine_cannot_be_set_twice()
    {
        var pushed = new Dictionary<string, PatternFade> { ["sweep"] = new(0.2, 3) };
        var options = InstrumentOptions.Es with { Features = new FeatureOptions { Patterns = new PatternOptions { Pushed = pushed } } };
        Assert.That(() => new EngineCore(options), Throws.ArgumentException.With.Message.Contains("sweep"));
    }

    private static UnixNanos At(long millis) => UnixNanos.Trusted((Start + millis) * UnixNanos.PerMilli);

    private static void Push(Feed feed, long millis, string name, Direction direction, double strength) =>
        feed.Process(MarketEvent.PatternFound(At(millis), feed.Local, name, direction, strength));

    private static void Value(Feed feed, long millis, string name, double value) =>
        feed.Process(MarketEvent.StudyValueRead(At(millis), feed.Local, name, value));

    // A bar in which nothing can be found.
    private static void Minute(Feed feed, int bar)
    {
        feed.Trade(Start + (bar * 60_000) + 1, 17_600, 1);
        feed.Play(new TapeEvent(Start + ((bar + 1) * 60_000)));
    }
}
