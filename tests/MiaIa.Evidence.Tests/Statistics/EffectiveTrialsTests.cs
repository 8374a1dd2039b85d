using MiaIa.Evidence.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

public sealed class EffectiveTrialsTests
{
    [Test]
    public void Copies_of_one_trial_are_one_trial() =>
        Assert.That(
            EffectiveTrials.Count([
                [1, 2, 4],
                [1, 2, 4],
                [2, 4, 8],
            ]),
            Is.EqualTo(1).Within(1e-12)
        );

    [Test]
    public void Trials_without_correlation_count_each() =>
        Assert.That(
            EffectiveTrials.Count([
                [1, -1, 1, -1],
                [1, 1, -1, -1],
                [1, -1, -1, 1],
            ]),
            Is.EqualTo(3).Within(1e-12)
        );

    [Test]
    public void A_trial_that_never_trades_is_none() =>
        Assert.That(
            EffectiveTrials.Count([
                [1, -1, 1, -1],
                [0, 0, 0, 0],
                [1, 1, -1, -1],
            ]),
            Is.EqualTo(2).Within(1e-12)
        );
}
