using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>long_bar_reversal, stacked_imbalance and gamma_pin.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class OrderedBarTests(bool isMirrored)
{
    private const int Middle = BarScript.Middle;

    [TestCase(new[] { 0, 8, 0 }, 1, 0.5)]
    [TestCase(new[] { 0, 12, 0 }, 1, 0.75)]
    [TestCase(new[] { 0, 7, 0 }, 0, 0)] // ran one tick short of 8
    [TestCase(new[] { 0, 8, 1 }, 0, 0)] // came back one tick short
    [TestCase(new[] { 0, -4, 4, -4 }, 1, 0.5)] // from the lowest trade before the high
    [TestCase(new[] { 4, -4 }, 0, 0)] // the low came after the high: nothing ran up
    [TestCase(new[] { 0, 8, -1, 8, -1 }, 1, 9 / 16.0)] // the last touch of the high counts
    public void Long_bar_reversal_runs_in_the_order_of_ticks_and_comes_back_as_far(int[] ticks, int falls, double strength)
    {
        var script = new BarScript(isMirrored).Quiet().Bar([.. ticks.Select((tick, i) => new At(i, Middle + tick, 1, i % 2 == 0))]);
        Assert.That(script.Points(PatternKind.LongBarReversal), Is.EqualTo(-falls));
        Assert.That(script.Strength(PatternKind.LongBarReversal), Is.EqualTo(strength).Within(1e-12));
    }

    [TestCase(30, 0, 1)]
    [TestCase(29, 0, 0)] // one lot short
    [TestCase(30, 10, 1)] // 300 %
    [TestCase(30, 11, 0)] // less
    public void Stacked_imbalance_needs_three_adjacent_rows_of_thirty_lots_and_three_to_one(int lots, int against, int points)
    {
        var script = new BarScript(isMirrored)
            .Quiet(1)
            .Bar(
                new(1, Middle, 40, true),
                new(2, Middle + 1, lots, true),
                new(3, Middle + 2, 40, true),
                new(4, Middle, Math.Max(1, against), false)
            );
        Assert.That(script.Points(PatternKind.StackedImbalance), Is.EqualTo(points));
        Assert.That(script.Strength(PatternKind.StackedImbalance), Is.EqualTo(points == 0 ? 0 : 0.6).Within(1e-12));
    }

    [Test]
    public void Stacked_imbalance_that_persists_fires_once_until_it_has_ended()
    {
        var script = new BarScript(isMirrored);
        At[] stack = [new(1, Middle, 40, true), new(2, Middle + 1, 40, true), new(3, Middle + 2, 40, true)];
        script.Bar(stack).Bar(stack).Bar(stack);
        Assert.That(script.Times(PatternKind.StackedImbalance), Is.EqualTo(1));
        Assert.That(script.Quiet(1).Bar(stack).Times(PatternKind.StackedImbalance), Is.EqualTo(2));
    }

    [Test]
    public void Stacked_imbalance_of_both_sides_says_none()
    {
        var script = new BarScript(isMirrored).Bar(
            new(1, Middle, 40, true),
            new(2, Middle + 1, 40, true),
            new(3, Middle + 2, 40, true),
            new(4, Middle - 10, 40, false),
            new(5, Middle - 11, 40, false),
            new(6, Middle - 12, 40, false)
        );
        Assert.That(script.Times(PatternKind.StackedImbalance), Is.Zero);
    }

    [TestCase(10, 0.51, 1)]
    [TestCase(9, 0.51, 0)]
    [TestCase(10, 0.5, 0)]
    public void Gamma_pin_needs_ten_bars_and_long_gamma_above_a_half(int bars, double longGamma, int points)
    {
        var script = new BarScript(isMirrored).Options(Middle + 4, reach: 8, longGamma).Quiet(bars);
        Assert.That(script.Points(PatternKind.GammaPin), Is.EqualTo(points));
        Assert.That(script.Strength(PatternKind.GammaPin), Is.EqualTo(points * longGamma).Within(1e-12));
    }

    [Test]
    public void Gamma_pin_does_not_fire_when_one_close_is_a_tick_too_far()
    {
        var script = new BarScript(isMirrored).Options(Middle + 4, reach: 8, 0.9).Quiet(9).Bar(new At(1, Middle - 1, 1, true)).Quiet(9);
        Assert.That(script.Times(PatternKind.GammaPin), Is.Zero);
        Assert.That(script.Quiet(1).Times(PatternKind.GammaPin), Is.EqualTo(1));
    }

    [Test]
    public void Gamma_pin_that_persists_fires_once_until_it_has_ended()
    {
        var script = new BarScript(isMirrored).Options(Middle + 4, reach: 8, 0.9).Quiet(30);
        Assert.That(script.Times(PatternKind.GammaPin), Is.EqualTo(1));
        Assert.That(
            script.Options(Middle + 4, reach: 8, 0.4).Quiet(1).Options(Middle + 4, reach: 8, 0.9).Quiet(10).Times(PatternKind.GammaPin),
            Is.EqualTo(2)
        );
    }

    [TestCase(0.0, 0.0, 0.0)]
    [TestCase(double.NaN, 8.0, 0.9)]
    [TestCase(17_604.0, double.NaN, 0.9)]
    [TestCase(17_604.0, 8.0, double.NaN)]
    public void Gamma_pin_never_fires_without_the_options(double strike, double reach, double longGamma) =>
        Assert.That(new BarScript(isMirrored).Options(strike, reach, longGamma).Quiet(30).Times(PatternKind.GammaPin), Is.Zero);
}
