using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Tests.Patterns;

public sealed class BarHalfLifeTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(10)]
    [TestCase(240)]
    public void What_is_left_is_a_power_of_two(int bars)
    {
        var halfLife = new BarHalfLife(bars);
        for (var age = 0; age < 12 * bars; age++)
            Assert.That(halfLife.LeftAfter(age), Is.EqualTo(Math.Pow(2, -(double)age / bars)).Within(1e-13));
    }

    [Test]
    public void Whole_half_lives_halve_exactly_and_in_the_end_nothing_is_left()
    {
        var halfLife = new BarHalfLife(3);
        Assert.That((halfLife.LeftAfter(0), halfLife.LeftAfter(3), halfLife.LeftAfter(30)), Is.EqualTo((1.0, 0.5, 1.0 / 1024)));
        Assert.That((halfLife.LeftAfter(183), halfLife.LeftAfter(long.MaxValue)), Is.EqualTo((0.0, 0.0)));
    }

    // Within the last bit of the true powers; what matters is that no machine gives others.
    [TestCase(0, 0x3ff0000000000000)]
    [TestCase(1, 0x3fe965fea53d6e3c)]
    [TestCase(2, 0x3fe428a2f98d728a)]
    [TestCase(3, 0x3fe0000000000000)]
    public void The_bits_are_the_same_on_every_machine(int bars, long bits) =>
        Assert.That(BitConverter.DoubleToInt64Bits(new BarHalfLife(3).LeftAfter(bars)), Is.EqualTo(bits));
}
