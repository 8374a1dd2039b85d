using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class ExplanationTextTests
{
    [Test]
    public void The_smallest_changes_are_told_with_the_tier_that_they_reach()
    {
        var why = new Explanation
        {
            NextTier = Tier.Good,
            NextLimit = 0.28,
            NextDirection = Direction.Short,
        };
        for (var i = 1; i <= 4; i++)
        {
            why.ToNextTier.Add(
                new FeatureChange
                {
                    Name = $"feature_{i}",
                    From = 0.25,
                    Change = -0.1 * i,
                    To = 0.25 - (0.1 * i),
                }
            );
        }

        Assert.That(
            ExplanationText.Lines(why),
            Is.EqualTo([
                "Good Short (|C| ≥ 0.28): feature_1 +0.25 by -0.100, or feature_2 +0.25 by -0.200, or feature_3 +0.25 by -0.300, or others",
            ])
        );
    }

    [Test]
    public void What_one_feature_cannot_do_is_said()
    {
        var why = new Explanation
        {
            NextTier = Tier.Weak,
            NextLimit = 0.18,
            NextDirection = Direction.Long,
            CoverageShort = 0.04,
        };
        Assert.That(
            ExplanationText.Lines(why),
            Is.EqualTo([
                "Weak Long (|C| ≥ 0.18): not reachable by one feature",
                "no signal can be: coverage is 0.04 short; no missing feature alone brings that",
            ])
        );
    }

    [Test]
    public void A_signal_names_its_contributions_its_missing_features_and_what_would_end_it()
    {
        var signal = new Signal
        {
            Reading =
            {
                new FeatureReading
                {
                    Name = "small",
                    Valid = true,
                    Contribution = 0.01,
                },
                new FeatureReading
                {
                    Name = "large",
                    Valid = true,
                    Contribution = -0.2,
                },
                new FeatureReading { Name = "absent", Reason = "no chain" },
            },
            Explanation = new Explanation
            {
                ToEnd =
                {
                    new FeatureChange
                    {
                        Name = "large",
                        From = 1,
                        Change = -0.5,
                        To = 0.5,
                    },
                },
            },
        };
        Assert.That(
            ExplanationText.Lines(signal),
            Is.EqualTo(["large -0.200, small +0.010", "missing: absent, no chain", "ends: large +1.00 by -0.500"])
        );
    }

    [Test]
    public void An_older_engine_that_sends_none_costs_nothing() => Assert.That(ExplanationText.Lines((Explanation?)null), Is.Empty);
}
