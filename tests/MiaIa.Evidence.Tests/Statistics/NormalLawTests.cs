using MiaIa.Evidence.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

public sealed class NormalLawTests
{
    // From published tables with fifteen and more digits.
    [TestCase(0.0, 0.5)]
    [TestCase(1.0, 0.8413447460685429)]
    [TestCase(2.0, 0.9772498680518208)]
    [TestCase(-3.0, 0.0013498980316300946)]
    [TestCase(-5.0, 2.866515718791939e-7)]
    [TestCase(-10.0, 7.619853024160527e-24)]
    public void The_share_below_a_value(double x, double share) =>
        Assert.That(NormalLaw.Cumulative(x), Is.EqualTo(share).Within(1e-13 * share));

    [TestCase(0.975, 1.959963984540054)]
    [TestCase(0.95, 1.6448536269514722)]
    [TestCase(0.5, 0.0)]
    public void The_value_below_which_a_share_lies(double share, double x) =>
        Assert.That(NormalLaw.Quantile(share), Is.EqualTo(x).Within(1e-14));

    [Test]
    public void Each_undoes_the_other([Range(-8.0, 8.0, 0.37)] double x)
    {
        var share = NormalLaw.Cumulative(-Math.Abs(x));
        Assert.That(NormalLaw.Quantile(share), Is.EqualTo(-Math.Abs(x)).Within(1e-12));
    }

    [Test]
    public void Its_ends_are_infinite_and_beyond_them_is_nothing()
    {
        Assert.That(NormalLaw.Quantile(0), Is.EqualTo(double.NegativeInfinity));
        Assert.That(NormalLaw.Quantile(1), Is.EqualTo(double.PositiveInfinity));
        Assert.That(NormalLaw.Quantile(1.5), Is.NaN);
    }
}
