using MiaIa.Engine.Features;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Mirror law: reflect the prices, swap the sides, and every value changes its sign and nothing else.</summary>
public sealed class MirrorTests
{
    [Test]
    public void Every_feature_and_the_score_change_their_sign_when_the_market_is_mirrored() =>
        Law.Holds(seed =>
        {
            var tape = RandomTape.Morning(seed);
            var (straight, mirrored) = (new Feed(Feed.BuiltOnly), new Feed(Feed.BuiltOnly));
            var valid = 0;
            foreach (var e in tape)
            {
                straight.Play(e);
                mirrored.Play(e.Mirrored(about: 17_000));
                for (var i = 0; i < FeatureNames.Count; i++)
                {
                    var (one, other) = (straight[(FeatureId)i], mirrored[(FeatureId)i]);
                    Assert.That(other.IsValid, Is.EqualTo(one.IsValid));
                    Assert.That(other.Value, Is.EqualTo(-one.Value).Within(1e-12));
                    valid += one.IsValid ? 1 : 0;
                }

                Assert.That(mirrored.Core.State.ScoreNano, Is.EqualTo(-straight.Core.State.ScoreNano));
                Assert.That(mirrored.Core.State.LongSum, Is.EqualTo(-straight.Core.State.ShortSum).Within(1e-12));
                Assert.That(mirrored.Core.State.Tier, Is.EqualTo(straight.Core.State.Tier));
            }

            Assert.That(mirrored.Decisions, Has.Count.EqualTo(straight.Decisions.Count));
            Assert.That(valid, Is.GreaterThan(1_000), "the law was held against real values");
        });
}
