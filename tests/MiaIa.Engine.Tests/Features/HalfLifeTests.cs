using MiaIa.Engine.Features;

namespace MiaIa.Engine.Tests.Features;

public sealed class HalfLifeTests
{
    [Test]
    public void Every_millisecond_of_two_minutes_has_its_power_of_two()
    {
        var halfLife = new HalfLife(120_000);
        for (var millis = 0; millis <= 120_000; millis++)
            Assert.That(halfLife.Left(millis), Is.EqualTo(Math.Pow(2, -millis / 120_000.0)).Within(1e-14));
    }

    [Test]
    public void The_exponential_series_is_exact_to_the_last_bits()
    {
        for (var x = 0.0; x <= 1; x += 1.0 / 512)
            Assert.That(HalfLife.ExpOfMinus(x), Is.EqualTo(Math.Exp(-x)).Within(5e-16));
    }
}
