using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Tests.Patterns;

[TestFixture(false)]
[TestFixture(true)]
public sealed class BattleNavaleTests(bool isMirrored)
{
    private const PatternKind Kind = PatternKind.BattleNavale;

    [Test]
    public void Fires_when_a_base_is_left_with_just_enough_body_volume_and_delta()
    {
        var script = Left(BarScript.High + 1, buys: 33, sells: 27);
        Assert.That(script.Points(Kind), Is.EqualTo(1));
        // Body 1/1.2, volume 1.5/3, delta 0.1/0.2; 15 bars, 8 of 16 ticks, volumes all alike.
        var (battle, calm) = (((1 / 1.2) + 0.5 + 0.5) / 3, (1 + 0.5 + 1) / 3);
        Assert.That(script.Strength(Kind), Is.EqualTo((0.4 * battle) + 0.35 + (0.25 * calm)).Within(1e-12));
    }

    [Test]
    public void Does_not_fire_when_the_close_is_one_tick_short() =>
        Assert.That(Left(BarScript.High, buys: 33, sells: 27).Points(Kind), Is.Zero);

    [Test]
    public void Does_not_fire_when_the_volume_is_one_lot_short() =>
        Assert.That(Left(BarScript.High + 1, buys: 33, sells: 26).Points(Kind), Is.Zero);

    [Test]
    public void Does_not_fire_when_the_delta_is_one_lot_short() =>
        Assert.That(Left(BarScript.High + 1, buys: 33, sells: 28).Points(Kind), Is.Zero);

    [TestCase(6, 1)]
    [TestCase(5, 0)]
    public void Needs_a_body_of_six_tenths_of_the_range(int body, int points)
    {
        var script = new BarScript(isMirrored)
            .Quiet()
            .Bar(new(1, BarScript.Middle, 10, false), new(2, BarScript.Middle + 10, 30, true), new(3, BarScript.Middle + body, 40, true));
        Assert.That(script.Points(Kind), Is.EqualTo(points));
    }

    [TestCase(BarScript.High - 1, 0)]
    [TestCase(BarScript.High, 1)]
    public void Is_cancelled_by_a_close_one_tick_inside_and_not_by_one_at_the_edge(int close, int points)
    {
        var script = Left(BarScript.High + 2, buys: 50, sells: 20).Bar(new At(1, close, 1, true));
        Assert.That(script.Points(Kind), Is.EqualTo(points));
        Assert.That(script.Strength(Kind), points == 0 ? Is.Zero : Is.GreaterThan(0.35));
    }

    [TestCase(10, 0)]
    [TestCase(11, 1)]
    public void Is_cancelled_within_ten_bars_and_not_by_the_eleventh(int bar, int points)
    {
        var script = Left(BarScript.High + 2, buys: 50, sells: 20);
        for (var i = 1; i < bar; i++)
            script.Bar(new At(1, BarScript.High + 2, 1, true));
        Assert.That(script.Points(Kind), Is.EqualTo(1));
        Assert.That(script.Bar(new At(1, BarScript.High - 1, 1, true)).Points(Kind), Is.EqualTo(points));
    }

    [Test]
    public void Once_the_newest_is_cancelled_no_older_one_returns()
    {
        // The first holds: the price stays outside its base, in a second base, whose break fails.
        var script = Left(BarScript.High + 4, buys: 50, sells: 20);
        for (var i = 0; i < 4; i++)
            script.Bar(new At(1, BarScript.High + 5, 20, true), new At(2, BarScript.High + 7, 20, false));
        script.Bar(new At(1, BarScript.High + 6, 10, false), new At(2, BarScript.High + 18, 90, true));
        Assert.That(script.Times(Kind), Is.EqualTo(2));
        script.Bar(new At(1, BarScript.High + 6, 5, false));
        Assert.That(script.Points(Kind), Is.Zero);
        Assert.That(script.Core.Patterns.Contribution((int)Kind, 100), Is.Zero);
    }

    [Test]
    public void A_bar_that_leaves_the_base_again_at_once_does_not_fire_twice()
    {
        var script = Left(BarScript.High + 1, buys: 60, sells: 20);
        script.Bar(new At(1, BarScript.High + 1, 20, false), new At(2, BarScript.High + 4, 80, true));
        Assert.That(script.Times(Kind), Is.EqualTo(1));
    }

    [Test]
    public void Needs_twenty_bars_before_it()
    {
        var script = new BarScript(isMirrored).Quiet(19).Bar(new(1, BarScript.Middle, 20, false), new(2, BarScript.High + 2, 60, true));
        Assert.That(script.Times(Kind), Is.Zero);
    }

    private BarScript Left(int close, int buys, int sells) =>
        new BarScript(isMirrored).Quiet().Bar(new(1, BarScript.Middle, sells, false), new(2, close, buys, true));
}
