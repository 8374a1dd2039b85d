using MiaIa.Engine.Features;

namespace MiaIa.Engine.Tests.Features;

public sealed class TimeWeightedMeanTests
{
    private const int Tau = 500;

    // Long enough that a value counts as one that has always stood.
    private const long Always = 64 * Tau;

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(255)]
    [TestCase(256)]
    [TestCase(500)]
    [TestCase(4_321)]
    [TestCase(31_999)]
    [TestCase(10_000_000)]
    public void Decays_as_the_exponential_function_does(long millis)
    {
        var mean = OfOne();
        mean.Set(0);
        mean.Advance(Always + millis);
        Assert.That(mean.Mean, Is.EqualTo(Math.Exp(-millis / (double)Tau)).Within(1e-14));
    }

    [Test]
    public void A_value_that_stood_for_no_time_leaves_no_trace()
    {
        var mean = OfOne();
        mean.Set(-1);
        mean.Set(1);
        mean.Advance(Always + 900);
        Assert.That(mean.Mean, Is.EqualTo(1));
    }

    [Test]
    public void The_first_value_counts_by_the_time_that_it_stood_and_no_more()
    {
        var mean = new TimeWeightedMean(Tau, 5_000);
        mean.Skip(1_000);
        mean.Set(1);
        Assert.That(mean.Mean, Is.EqualTo(1));
        mean.Advance(1_100);
        mean.Set(0);
        mean.Advance(1_300);
        // The integral of e^(−age/τ) over ages 200 to 300 ms, by that over 0 to 300 ms.
        var expected = (Math.Exp(-0.4) - Math.Exp(-0.6)) / (1 - Math.Exp(-0.6));
        Assert.That(mean.Mean, Is.EqualTo(expected).Within(1e-14));
    }

    [TestCase(300)]
    [TestCase(4_700)]
    [TestCase(5_000)]
    public void Time_without_a_value_passes(long pause)
    {
        var mean = OfOne();
        mean.Skip(Always + pause);
        mean.Set(0);
        Assert.That(mean.Mean, Is.EqualTo(1), "nothing new has stood yet");
        mean.Advance(Always + pause + 200);
        var (old, young) = (Math.Exp(-(pause + 200) / (double)Tau), 1 - Math.Exp(-200 / (double)Tau));
        Assert.That(mean.Mean, Is.EqualTo(old / (old + young)).Within(1e-14));
    }

    [Test]
    public void After_more_than_the_longest_pause_the_first_new_value_is_the_mean()
    {
        var mean = OfOne();
        mean.Skip(Always + 2_000);
        mean.Skip(Always + 5_001);
        mean.Set(0.25);
        Assert.That(mean.Mean, Is.EqualTo(0.25));
        mean.Advance(Always + 5_100);
        Assert.That(mean.Mean, Is.EqualTo(0.25));
    }

    [Test]
    public void Two_pauses_that_are_short_each_are_not_a_long_one()
    {
        var mean = OfOne();
        mean.Skip(Always + 3_000);
        mean.Set(0);
        mean.Advance(Always + 3_001);
        mean.Skip(Always + 6_001);
        mean.Set(-1);
        Assert.That(mean.Mean, Is.GreaterThan(0));
    }

    [Test]
    public void The_same_value_that_stands_again_after_a_long_pause_is_the_mean()
    {
        var mean = OfOne();
        mean.Set(0);
        mean.Advance(Always + 100);
        mean.Skip(Always + 9_000);
        Assert.That(mean.Advance(Always + 9_000), Is.True);
        Assert.That(mean.Mean, Is.Zero);
    }

    // The mean of a 1 that has always stood, at Always.
    private static TimeWeightedMean OfOne()
    {
        var mean = new TimeWeightedMean(Tau, 5_000);
        mean.Set(1);
        mean.Advance(Always);
        return mean;
    }
}
