using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>headfake, exhaustion and delta_divergence: what they make of a new extreme of the 20 bars before.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ExtremePatternTests(bool isMirrored)
{
    private const int High = BarScript.High;
    private const int Middle = BarScript.Middle;

    [TestCase(2, -1, 20, -1)]
    [TestCase(0, -1, 20, 0)] // the extreme is met, not exceeded
    [TestCase(2, 0, 20, 0)] // the close is at the old extreme, not inside
    [TestCase(2, -1, 10, 0)] // the delta is 0
    public void Headfake_needs_a_pierce_a_close_inside_and_delta_against_it(int pierce, int close, int sells, int points)
    {
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new(1, Middle, 10, true), new(2, High + pierce, 5, false), new(3, High + close, sells - 5, false));
        Assert.That(script.Points(PatternKind.Headfake), Is.EqualTo(points));
        Assert.That(script.Strength(PatternKind.Headfake), Is.EqualTo(points == 0 ? 0 : 2 / 8.0).Within(1e-12));
    }

    [Test]
    public void Headfake_that_persists_fires_once_until_it_has_ended()
    {
        var script = new BarScript(isMirrored).Quiet();
        for (var i = 1; i <= 3; i++)
            script.Bar(new At(1, High + i, 5, false), new At(2, High - 1, 5, false));
        Assert.That(script.Times(PatternKind.Headfake), Is.EqualTo(1));
        script.Bar(new At(1, Middle, 5, false)).Bar(new At(1, High + 4, 5, false), new At(2, High - 1, 5, false));
        Assert.That(script.Times(PatternKind.Headfake), Is.EqualTo(2));
    }

    [Test]
    public void Exhaustion_fires_when_the_effort_has_fallen_twice_into_the_extreme()
    {
        var script = Tired(lots: 20, top: High + 1);
        Assert.That(script.Points(PatternKind.Exhaustion), Is.EqualTo(-1));
        Assert.That(script.Strength(PatternKind.Exhaustion), Is.EqualTo(1 - (5 / 15.0)).Within(1e-12));
    }

    [TestCase(40, High + 1)] // as much effort as the bar before
    [TestCase(20, High)] // the extreme is met, not exceeded
    public void Exhaustion_does_not_fire_when_the_effort_stands_or_the_extreme_holds(int lots, int top) =>
        Assert.That(Tired(lots, top).Times(PatternKind.Exhaustion), Is.Zero);

    [Test]
    public void Exhaustion_counts_a_bar_of_one_price_as_one_tick_high()
    {
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new At(1, Middle, 12, true))
            .Bar(new At(1, Middle, 9, true))
            .Bar(new At(1, High + 1, 6, true));
        Assert.That(script.Strength(PatternKind.Exhaustion), Is.EqualTo(0.5).Within(1e-12));
    }

    [TestCase(20, 1, -1)] // 2.5 % of the 800 contracts before
    [TestCase(19, 1, 0)]
    [TestCase(20, 0, 0)]
    public void Delta_divergence_needs_a_gap_of_a_fortieth_of_the_volume_at_a_new_extreme(int gap, int beyond, int points)
    {
        var script = new BarScript(isMirrored).Quiet().Bar(new(1, High + beyond, 5, true), new(2, High, 5 + gap, false));
        Assert.That(script.Points(PatternKind.DeltaDivergence), Is.EqualTo(points));
        Assert.That(script.Strength(PatternKind.DeltaDivergence), Is.EqualTo(points == 0 ? 0 : 0.25).Within(1e-12));
    }

    [Test]
    public void Delta_divergence_measures_against_the_best_of_the_20_closes_before()
    {
        // 30 bought, 30 given back, then a new high on balanced volume: 30 of the 780 contracts before are missing.
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new At(1, Middle, 30, true))
            .Bar(new At(1, Middle, 30, false))
            .Bar(new At(1, High + 1, 4, true), new At(2, High, 4, false));
        Assert.That(script.Strength(PatternKind.DeltaDivergence), Is.EqualTo(30 / 780.0 / 0.10).Within(1e-12));
        Assert.That(script.Points(PatternKind.DeltaDivergence), Is.EqualTo(-1));
    }

    [Test]
    public void A_bar_that_shows_both_directions_says_none()
    {
        // Both extremes are exceeded, and on either side the effort has fallen twice.
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new(1, Middle, 60, true), new(2, Middle + 1, 60, false))
            .Bar(new(1, Middle, 30, true), new(2, Middle + 1, 30, false))
            .Bar(new(1, High + 1, 30, true), new(2, BarScript.Low - 1, 30, false));
        Assert.That(script.Times(PatternKind.Exhaustion), Is.Zero);
    }

    private BarScript Tired(int lots, int top) =>
        new BarScript(isMirrored)
            .Quiet()
            .Bar(new(1, Middle, 1, false), new(2, Middle + 4, 60, true))
            .Bar(new(1, Middle, 1, false), new(2, Middle + 4, 40, true))
            .Bar(new(1, top - 4, 1, false), new(2, top, lots, true));
}
