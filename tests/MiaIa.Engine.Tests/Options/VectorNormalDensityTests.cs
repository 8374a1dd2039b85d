using System.Runtime.Intrinsics;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Tests.Options;

public sealed class VectorNormalDensityTests
{
    [Test]
    public void Equals_the_exponential_of_the_runtime_to_1e_14()
    {
        var worst = 0.0;
        for (var i = 0; i <= 1_000_000; i++)
        {
            // d runs to where the bell is 1e-300; the square is taken as the kernel takes it.
            var d = 31.5 * i / 1_000_000;
            var expected = Math.Exp(-(d * d) * Math.Log(2));
            // The argument of Exp carries a rounding of its own, which a bell far out shows.
            var allowed = 1e-14 + (d * d * 2.3e-16);
            var error = Math.Abs((VectorNormalDensity.Of(Vector256.Create(d))[0] / expected) - 1) / allowed;
            worst = Math.Max(worst, error);
        }
        Assert.That(worst, Is.LessThan(1));
    }

    [Test]
    public void Is_exactly_1_in_the_middle_and_a_power_of_two_at_whole_squares()
    {
        var bells = VectorNormalDensity.Of(Vector256.Create(0.0, 1.0, 2.0, -3.0));
        Assert.That((bells[0], bells[1], bells[2], bells[3]), Is.EqualTo((1.0, 0.5, 0.0625, 1.0 / 512)));
    }

    [Test]
    public void Far_out_it_is_next_to_nothing_and_never_denormal_or_NaN()
    {
        foreach (var d in new[] { 32, 40, 1e3, 1e150, double.PositiveInfinity })
            Assert.That(VectorNormalDensity.Of(Vector256.Create(d))[0], Is.InRange(2.2e-308, 1e-300), $"d = {d}");
    }

    [Test]
    public void The_lanes_do_not_touch_each_other()
    {
        var together = VectorNormalDensity.Of(Vector256.Create(0.1, -1.7, 5.5, 20));
        for (var lane = 0; lane < 4; lane++)
            Assert.That(together[lane], Is.EqualTo(VectorNormalDensity.Of(Vector256.Create(new[] { 0.1, -1.7, 5.5, 20 }[lane]))[3]));
    }
}
