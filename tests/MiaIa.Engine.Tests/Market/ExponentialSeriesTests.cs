using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class ExponentialSeriesTests
{
    [Test]
    public void The_series_is_exact_to_the_last_bits()
    {
        for (var x = 0.0; x <= 1; x += 1.0 / 512)
            Assert.That(ExponentialSeries.OfMinus(x), Is.EqualTo(Math.Exp(-x)).Within(5e-16));
    }
}
