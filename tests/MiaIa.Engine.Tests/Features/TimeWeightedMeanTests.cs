using MiaIa.Engine.Features;

namespace MiaIa.Engine.Tests.Features;

public sealed class TimeWeightedMeanTests
{
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
        var mean = new TimeWeightedMean(500);
        mean.Set(1);
        mean.Set(0);
        mean.Advance(millis);
        Assert.That(mean.Mean, Is.EqualTo(Math.Exp(-millis / 500.0)).Within(1e-14));
    }

    [Test]
    public void A_value_that_stood_for_no_time_leaves_no_trace()
    {
        var mean = new TimeWeightedMean(500);
        mean.Set(0.5);
        mean.Advance(100);
        mean.Set(-1);
        mean.Set(0.5);
        mean.Advance(900);
        Assert.That(mean.Mean, Is.EqualTo(0.5));
    }

    [Test]
    public void Skipped_time_does_not_count()
    {
        var (whole, paused) = (new TimeWeightedMean(500), new TimeWeightedMean(500));
        foreach (var mean in new[] { whole, paused })
        {
            mean.Set(1);
            mean.Set(-1);
            mean.Advance(200);
        }

        whole.Advance(300);
        paused.Skip(5_000);
        paused.Advance(5_100);
        Assert.That(paused.Mean, Is.EqualTo(whole.Mean));
    }
}
