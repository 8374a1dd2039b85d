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
}
