using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>sweep and absorption: the two that look at trades.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class TapePatternTests(bool isMirrored)
{
    private const int Middle = BarScript.Middle;
    private const int Top = Middle + 2;

    [Test]
    public void Sweep_fires_at_the_third_price_of_a_print_and_grows_with_it()
    {
        var script = new BarScript(isMirrored).Part(new(1, Middle, 1, true), new(1, Middle + 1, 1, true), new(1, Middle + 1, 1, true));
        Assert.That(script.Points(PatternKind.Sweep), Is.Zero);
        Assert.That(script.Part(new At(1, Middle + 2, 1, true)).Points(PatternKind.Sweep), Is.EqualTo(1));
        Assert.That(script.Strength(PatternKind.Sweep), Is.EqualTo(0.5));
        script.Part(new(1, Middle + 3, 1, true), new(1, Middle + 5, 1, true));
        Assert.That(script.Strength(PatternKind.Sweep), Is.EqualTo(5 / 6.0));
        script.Part(new(1, Middle + 6, 1, true), new(1, Middle + 7, 1, true));
        Assert.That((script.Strength(PatternKind.Sweep), script.Times(PatternKind.Sweep)), Is.EqualTo((1.0, 1L)));
    }

    [Test]
    public void A_print_that_is_a_millisecond_longer_or_changes_sides_is_no_sweep()
    {
        var script = new BarScript(isMirrored).Part(
            new(1, Middle, 1, true),
            new(1, Middle + 1, 1, true),
            new(1.001, Middle + 2, 1, true),
            new(1.001, Middle + 3, 1, true),
            new(1.001, Middle + 4, 1, false)
        );
        Assert.That(script.Times(PatternKind.Sweep), Is.Zero);
    }

    [Test]
    public void Sweeps_of_both_sides_in_one_bar_say_none_and_the_next_bar_is_free_again()
    {
        var script = new BarScript(isMirrored).Part(Up(1));
        Assert.That(script.Points(PatternKind.Sweep), Is.EqualTo(1));
        Assert.That(script.Part(Down(2)).Points(PatternKind.Sweep), Is.Zero);
        Assert.That(script.Part(Up(3)).Points(PatternKind.Sweep), Is.Zero);
        Assert.That(script.Close().Part(Down(1)).Points(PatternKind.Sweep), Is.EqualTo(-1));
    }

    [TestCase(20, -1)]
    [TestCase(19, 0)]
    public void Absorption_needs_one_and_a_half_mean_rows_of_aggression_at_the_top(int lots, int points)
    {
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new(1, Top, lots - 5, true), new(2, Top - 1, 5, true), new(3, Top - 2, 50, true), new(4, Middle - 1, 1, true));
        Assert.That(script.Points(PatternKind.Absorption), Is.EqualTo(points));
        Assert.That(script.Strength(PatternKind.Absorption), Is.EqualTo(points == 0 ? 0 : 0.5).Within(1e-12));
    }

    [Test]
    public void Absorption_waits_into_the_next_bar_until_thirty_seconds_have_passed()
    {
        var script = Late().Time(20);
        Assert.That(script.Points(PatternKind.Absorption), Is.Zero);
        script.Time(20.001);
        Assert.That(script.Points(PatternKind.Absorption), Is.EqualTo(-1));
        Assert.That(script.Core.Patterns[PatternKind.Absorption].Bar, Is.EqualTo(21), "its age counts from its own bar");
    }

    [TestCase(2, 20, -1)] // two ticks beyond are allowed
    [TestCase(3, 20, 0)] // the last millisecond of the 30 s belongs to them
    [TestCase(3, 20.001, -1)]
    public void Absorption_is_over_when_a_trade_goes_three_ticks_beyond_in_time(int beyond, double second, int points) =>
        Assert.That(Late().Part(new At(second, Top + beyond, 1, true)).Time(30).Points(PatternKind.Absorption), Is.EqualTo(points));

    [Test]
    public void Absorption_at_both_ends_says_none()
    {
        At[] both = [new(1, Top, 30, true), new(2, Middle - 9, 30, false), new(3, Middle, 1, true)];
        Assert.That(new BarScript(isMirrored).Quiet().Bar(both).Time(50).Times(PatternKind.Absorption), Is.Zero);
    }

    [Test]
    public void Absorption_at_both_ends_is_one_when_the_other_end_gives_way()
    {
        var script = new BarScript(isMirrored).Quiet().Bar(new(50, Top, 30, true), new(50, Middle - 9, 30, false));
        Assert.That(script.Part(new At(5, Middle - 12, 1, false)).Times(PatternKind.Absorption), Is.Zero);
        Assert.That(script.Time(21).Points(PatternKind.Absorption), Is.EqualTo(-1));
    }

    [Test]
    public void Absorption_that_persists_fires_once_until_it_has_ended()
    {
        At[] absorbed = [new(1, Top, 200, true), new(2, Middle, 1, true)];
        var script = new BarScript(isMirrored).Quiet().Bar(absorbed).Bar(absorbed).Bar(absorbed);
        Assert.That(script.Times(PatternKind.Absorption), Is.EqualTo(1));
        Assert.That(script.Quiet(1).Bar(absorbed).Times(PatternKind.Absorption), Is.EqualTo(2));
    }

    private static At[] Up(double second) =>
        [new(second, Middle, 1, true), new(second, Middle + 1, 1, true), new(second, Middle + 2, 1, true)];

    private static At[] Down(double second) =>
        [new(second, Middle, 1, false), new(second, Middle - 1, 1, false), new(second, Middle - 2, 1, false)];

    // The last trade at the high comes ten seconds before the end of the bar.
    private BarScript Late() =>
        new BarScript(isMirrored).Quiet().Bar(new(1, Middle, 1, true), new(50, Top, 30, true), new(55, Middle, 1, true));
}
