using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Confluence;

/// <summary>
/// What an explanation states is tried out: the feature is changed by the stated amount and the score, or a signal's life, is asked
/// what comes of it; then by 1e-9 less. A feature that is not named is taken to both ends of its range.
/// </summary>
public sealed class ExplanationTests
{
    private const double Billionth = 1e-9;
    private static readonly TierTable Tiers = new(new TierLimits());

    [Test]
    public void The_stated_change_reaches_the_next_tier_and_a_billionth_less_does_not() =>
        Law.Holds(
            seed =>
            {
                var readings = RandomReadings(new Random(seed));
                var explanation = Explain(readings, Direction.None, Tier.None);
                var sign = explanation.NextDirection == Direction.Short ? -1 : 1;
                Check(
                    readings,
                    explanation.ToNextTier,
                    score => explanation.NextTier != Tier.None && Tiers.Grade(sign * score) >= explanation.NextTier
                );
            },
            seeds: 200
        );

    [Test]
    public void The_stated_change_loses_the_tier_and_a_billionth_less_does_not() =>
        Law.Holds(
            seed =>
            {
                var readings = RandomReadings(new Random(seed));
                var explanation = Explain(readings, Direction.None, Tier.None);
                var sign = Math.Sign(Score(readings).ScoreNano);
                Check(
                    readings,
                    explanation.ToLoseTier,
                    score => explanation.Tier != Tier.NoTrade && Tiers.Grade(sign * score) < explanation.Tier
                );
            },
            seeds: 200
        );

    [Test]
    public void The_stated_change_ends_or_demotes_a_living_signal_and_a_billionth_less_does_not() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var readings = RandomReadings(random, bias: random.Next(2) == 0 ? 0.6 : -0.6);
                var score = Score(readings);
                if (Math.Abs(score.ScoreNano) < 280_000_000)
                    return;
                var tier = Tiers.Grade(Math.Abs(score.ScoreNano));
                var explanation = Explain(readings, score.Direction, tier);
                Check(readings, explanation.ToEnd, changed => NextEvent(score.ScoreNano, changed) == SignalEvent.Ended);
                Check(
                    readings,
                    explanation.ToLoseTier,
                    changed =>
                        NextEvent(score.ScoreNano, changed) == SignalEvent.Demoted
                        || (tier > Tier.Good && NextEvent(score.ScoreNano, changed) == SignalEvent.Ended)
                );
            },
            seeds: 300
        );

    [Test]
    public void The_smallest_change_comes_first_and_missing_features_take_no_part() =>
        Law.Holds(seed =>
        {
            var readings = RandomReadings(new Random(seed));
            var explanation = Explain(readings, Direction.None, Tier.None);
            Assert.That(explanation.ToNextTier.Select(c => Math.Abs(c.ChangeNano)), Is.Ordered);
            Assert.That(explanation.ToNextTier.All(c => readings[(int)c.Feature].IsValid && c.To is >= -1 and <= 1));
        });

    [Test]
    public void A_score_that_no_single_feature_can_lift_has_an_empty_list()
    {
        var readings = new FeatureReading[FeatureNames.Count];
        Array.Fill(readings, FeatureReading.Valid(0, default));
        readings[(int)FeatureId.GammaLevelsProximity] = FeatureReading.NotReady(ReadingRemark.NoOptionChain);
        var explanation = Explain(readings, Direction.None, Tier.None);
        Assert.That((explanation.NextTier, explanation.NextLimit), Is.EqualTo((Tier.Weak, 0.18)));
        Assert.That(explanation.ToNextTier, Is.Empty, "the largest weight of the valid is 0.16, and 0.18 is needed");
    }

    [Test]
    public void At_a_score_of_zero_the_nearer_side_is_told()
    {
        var readings = new FeatureReading[FeatureNames.Count];
        Array.Fill(readings, FeatureReading.Valid(0, default));
        readings[(int)FeatureId.GammaLevelsProximity] = FeatureReading.Valid(0.25, default);
        readings[(int)FeatureId.VolumeConfirmation] = FeatureReading.Valid(-0.34375, default);
        var explanation = Explain(readings, Direction.None, Tier.None);
        Assert.That(explanation.NextDirection, Is.EqualTo(Direction.Short), "up would need 0.82 and there is only 0.75");
        Assert.That(explanation.ToNextTier[0], Is.EqualTo(new FeatureChange(FeatureId.GammaLevelsProximity, 0.25, -818_181_816)));
    }

    [Test]
    public void Below_the_coverage_floor_it_says_how_much_is_missing_and_who_could_bring_it()
    {
        var readings = new FeatureReading[FeatureNames.Count];
        Array.Fill(readings, FeatureReading.Valid(1, default));
        foreach (var missing in new[] { FeatureId.GammaLevelsProximity, FeatureId.OptionsFlowBias, FeatureId.MtfConfluenceScore })
            readings[(int)missing] = FeatureReading.NotReady(ReadingRemark.StudyStale);
        var explanation = Explain(readings, Direction.None, Tier.None);
        Assert.That(explanation.CoverageShort, Is.EqualTo(0.04));
        Assert.That(explanation.ToCoverage, Is.EqualTo(new[] { FeatureId.MtfConfluenceScore, FeatureId.GammaLevelsProximity }));
        readings[(int)FeatureId.MtfConfluenceScore] = FeatureReading.Valid(0, default);
        explanation = Explain(readings, Direction.None, Tier.None);
        Assert.That((explanation.CoverageShort, explanation.ToCoverage.Count), Is.EqualTo((0.0, 0)));
    }

    private static void Check(FeatureReading[] readings, IReadOnlyList<FeatureChange> changes, Func<long, bool> reached)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            if (!readings[i].IsValid)
                continue;
            var feature = (FeatureId)i;
            var stated = changes.Where(c => c.Feature == feature).ToArray();
            if (stated.Length == 0)
            {
                Assert.That(
                    reached(With(readings, feature, 1)) || reached(With(readings, feature, -1)),
                    Is.False,
                    $"{feature} can, and is not named"
                );
                continue;
            }

            var change = stated.Single().Change;
            Assert.That(reached(With(readings, feature, readings[i].Value + change)), $"{feature} by {change:R}");
            Assert.That(
                reached(With(readings, feature, readings[i].Value + change - (Math.Sign(change) * Billionth))),
                Is.False,
                $"{feature} by {change:R} less 1e-9"
            );
        }
    }

    // What happens to a signal that was born at one score when the next event finds another.
    private static SignalEvent NextEvent(long born, long next)
    {
        var options = new SignalOptions { HoldMillis = 750 };
        var life = new SignalLife(options, Tiers, new SignalSizing(options));
        var at = UnixNanos.Trusted(UnixNanos.PerSecond);
        life.Step(new SignalInput(at, born, true, true, true));
        Assert.That(
            life.Step(new SignalInput(UnixNanos.Trusted(2 * UnixNanos.PerSecond), born, true, true, true)),
            Is.EqualTo(SignalEvent.Born)
        );
        return life.Step(new SignalInput(UnixNanos.Trusted(2 * UnixNanos.PerSecond), next, true, true, true));
    }

    private static long With(FeatureReading[] readings, FeatureId feature, double value)
    {
        var changed = (FeatureReading[])readings.Clone();
        changed[(int)feature] = FeatureReading.Valid(Math.Clamp(value, -1, 1), default);
        return Score(changed).ScoreNano;
    }

    private static ConfluenceScore Score(FeatureReading[] readings)
    {
        var score = new ConfluenceScore(new ConfluenceOptions(), Tiers);
        for (var i = 0; i < readings.Length; i++)
            score.Set((FeatureId)i, readings[i]);
        score.Recompute();
        return score;
    }

    private static Explanation Explain(FeatureReading[] readings, Direction alive, Tier tier)
    {
        var options = new SignalOptions();
        var sizing = new SignalSizing(options);
        var life = new SignalLife(options, Tiers, sizing);
        return new Explainer(Tiers, 700_000_000, sizing.LowestTradeable, life.EndNano, life.DemotionNano).Of(
            Score(readings).Readings,
            alive,
            tier
        );
    }

    private static FeatureReading[] RandomReadings(Random random, double bias = 0)
    {
        var readings = new FeatureReading[FeatureNames.Count];
        var scale = random.NextDouble();
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] =
                random.Next(5) == 0
                    ? FeatureReading.NotReady(ReadingRemark.StudyStale)
                    : FeatureReading.Valid(Math.Clamp(bias + (scale * ((2 * random.NextDouble()) - 1)), -1, 1), default);
        }

        return readings;
    }
}
