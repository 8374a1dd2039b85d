using MiaIa.Evidence.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

public sealed class DiscoveryLineTests
{
    // The fifteen p-values of the paper's own example, at 5 %: the four smallest are discoveries.
    [Test]
    public void It_finds_the_four_of_the_paper()
    {
        double[] chances =
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1.0000,
        ];
        var line = DiscoveryLine.Of(chances, 0.05);
        Assert.That(line, Is.EqualTo(new DiscoveryLine(0.0095, 4)));
        Assert.That(chances.Count(line.Has), Is.EqualTo(4));
    }

    // A p-value above its own place's limit is one all the same where a larger one meets its limit.
    [Test]
    public void It_steps_up() => Assert.That(DiscoveryLine.Of([0.04, 0.045, 0.048], 0.05).Discoveries, Is.EqualTo(3));

    [Test]
    public void It_finds_nothing_where_there_is_nothing() => Assert.That(DiscoveryLine.Of([0.5, 0.6], 0.05).Has(0), Is.False);
}
