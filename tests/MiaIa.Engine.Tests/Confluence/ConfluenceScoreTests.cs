using FsCheck;
using FsCheck.Fluent;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Confluence;

public sealed class ConfluenceScoreTests
{
    [Test]
    public void The_seed_weights_sum_to_one() => Assert.That(new ConfluenceOptions().Weights.Sum(), Is.EqualTo(1).Within(1e-12));

    [Test]
    public void A_missing_feature_lowers_coverage_and_is_not_a_zero_vote()
    {
        var score = NewScore();
        score.Set(FeatureId.VolumeConfirmation, FeatureReading.Valid(0.5, default));
        score.Set(FeatureId.VwapTrendSignal, FeatureReading.NotReady(ReadingRemark.FewBars));
        score.Recompute();
        Assert.That((score.ScoreNano, score.CoverageNano), Is.EqualTo((80_000_000L, 160_000_000L)));
        score.Set(FeatureId.VwapTrendSignal, FeatureReading.Valid(0, default));
        score.Recompute();
        Assert.That((score.ScoreNano, score.CoverageNano), Is.EqualTo((80_000_000L, 290_000_000L)));
    }

    [Test]
    public void Long_and_short_parts_are_published_apart()
    {
        var score = NewScore();
        score.Set(FeatureId.GammaLevelsProximity, FeatureReading.Valid(1, default));
        score.Set(FeatureId.VolumeConfirmation, FeatureReading.Valid(-0.5, default));
        score.Recompute();
        Assert.That(score.LongSum, Is.EqualTo(0.22).Within(1e-15));
        Assert.That(score.ShortSum, Is.EqualTo(-0.08).Within(1e-15));
        Assert.That((score.ScoreNano, score.Direction), Is.EqualTo((140_000_000L, Direction.Long)));
    }

    [Test]
    public void Everything_bullish_is_plus_one_with_full_coverage()
    {
        var score = NewScore();
        foreach (var feature in Enum.GetValues<FeatureId>())
            score.Set(feature, FeatureReading.Valid(1, default));
        score.Recompute();
        Assert.That(
            (score.ScoreNano, score.CoverageNano, score.Tier),
            Is.EqualTo((ConfluenceSnapshot.One, ConfluenceSnapshot.One, Tier.Premium))
        );
    }

    [Test]
    public void Changing_the_sign_of_every_reading_changes_the_sign_of_the_score()
    {
        var values = ArbMap.Default.ArbFor<double[]>().Filter(v => v.Length >= FeatureNames.Count && v.All(double.IsFinite));
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                values,
                v =>
                {
                    var (one, other) = (NewScore(), NewScore());
                    for (var i = 0; i < FeatureNames.Count; i++)
                    {
                        one.Set((FeatureId)i, FeatureReading.Valid(Math.Clamp(v[i], -1, 1), default));
                        other.Set((FeatureId)i, FeatureReading.Valid(-Math.Clamp(v[i], -1, 1), default));
                    }

                    one.Recompute();
                    other.Recompute();
                    return other.ScoreNano == -one.ScoreNano && other.Tier == one.Tier && Math.Abs(other.LongSum + one.ShortSum) < 1e-12;
                }
            )
        );
    }

    // Half-open bands: a score on a limit has met it.
    [TestCase(380_000_000, Tier.Premium)]
    [TestCase(379_999_999, Tier.Strong)]
    [TestCase(375_000_000, Tier.Strong)]
    [TestCase(320_000_000, Tier.Strong)]
    [TestCase(319_999_999, Tier.Good)]
    [TestCase(280_000_000, Tier.Good)]
    [TestCase(279_999_999, Tier.Weak)]
    [TestCase(180_000_000, Tier.Weak)]
    [TestCase(179_999_999, Tier.NoTrade)]
    [TestCase(0, Tier.NoTrade)]
    [TestCase(-380_000_000, Tier.NoTrade)]
    public void A_score_has_its_tier(long scoreNano, Tier expected) =>
        Assert.That(new TierTable(new TierLimits()).Grade(scoreNano), Is.EqualTo(expected));

    [Test]
    public void Refuses_what_is_not_supported_or_cannot_be_meant()
    {
        Assert.Multiple(() =>
        {
            Refused(new() { ThresholdAdaptation = true }, "threshold_adaptation = true is not supported");
            Refused(new() { VolatilityAdjustment = true }, "volatility_adjustment = true is not supported");
            Refused(new() { Weights = [0.5, 0.5] }, "10 weights, not 2");
            Refused(new() { Weights = [0.23, 0.16, 0.13, 0.13, 0.10, 0.08, 0.03, 0.02, 0.08, 0.05] }, "sum to 1.01");
            Refused(new() { Weights = [1.22, -0.84, 0.13, 0.13, 0.10, 0.08, 0.03, 0.02, 0.08, 0.05] }, "gamma_levels_proximity is 1.22");
            Refused(new() { Weights = [double.NaN, 0.16, 0.13, 0.13, 0.10, 0.08, 0.03, 0.02, 0.08, 0.05] }, "NaN");
            Assert.That(() => new TierTable(new TierLimits { Good = 0.18 }), Throws.ArgumentException.With.Message.Contains("do not rise"));
            Assert.That(() => new TierTable(new TierLimits { Premium = double.NaN }), Throws.ArgumentException);
        });
    }

    private static ConfluenceScore NewScore() => new(new ConfluenceOptions(), new TierTable(new TierLimits()));

    private static void Refused(ConfluenceOptions options, string named) =>
        Assert.That(
            () => new ConfluenceScore(options, new TierTable(new TierLimits())),
            Throws.ArgumentException.With.Message.Contains(named)
        );
}
