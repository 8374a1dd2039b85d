using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Tests.Options;

/// <summary>The memory of a level, case by case, on a ladder of four strikes.</summary>
public sealed class StickyLevelTests
{
    private const double Spot = 101;

    private static readonly double[] Ladder = [90, 100, 102, 110];
    private static readonly UnixNanos Start = UnixNanos.Trusted(1_700_000_000 * UnixNanos.PerSecond);

    [TestCase(new double[] { 1, 5, 5, 3 }, 100, TestName = "Equally_strong_and_equally_near: the lower")]
    [TestCase(new double[] { 7, 5, 5, 7 }, 110, TestName = "Equally_strong: the nearer to spot")]
    [TestCase(new double[] { 8, 5, 5, 7 }, 90, TestName = "The_strongest_wherever_it_lies")]
    [TestCase(new double[] { 0, -5, 0, -1 }, double.NaN, TestName = "No_positive_net: no call wall")]
    [TestCase(new double[] { 0, -5, 1e-9, -1 }, 102, TestName = "Any_positive_net_will_do")]
    public void A_free_choice(double[] net, double strike)
    {
        var wall = Chosen(LevelKind.CallWall, net);
        Assert.That(wall.Strike, Is.EqualTo(strike));
        Assert.That(wall.Blend.Count, Is.EqualTo(double.IsNaN(strike) ? 0 : 1));
    }

    [TestCase(new double[] { 1, 5, 2, 5.49 }, 100, TestName = "Nearly_10_percent_stronger_is_not_enough")]
    [TestCase(new double[] { 1, 5, 2, 5.51 }, 110, TestName = "10_percent_stronger_takes_over")]
    [TestCase(new double[] { 1, 0.5, 2, 0.54 }, 102, TestName = "The_strongest_of_all_takes_over")]
    [TestCase(new double[] { 1, 0.95, 0.9, 0.54 }, 100, TestName = "A_weaker_incumbent_stays_while_none_is_clearly_stronger")]
    [TestCase(new double[] { 1, -0.1, 0.2, 0.1 }, 90, TestName = "An_incumbent_whose_own_net_changes_sign_goes")]
    [TestCase(new double[] { 1, 0, 0.2, 0.1 }, 90, TestName = "An_incumbent_without_net_goes")]
    [TestCase(new double[] { -1, -0.1, -2, -3 }, double.NaN, TestName = "It_goes_also_when_nothing_can_follow")]
    public void A_call_wall_that_was_100(double[] net, double strike)
    {
        var wall = Chosen(LevelKind.CallWall, [1, 5, 2, 3]);
        wall.Review(Ladder, net, Gross(net), Spot, Start);
        Assert.That(wall.Strike, Is.EqualTo(strike));
    }

    [TestCase(new double[] { -1, -5, -2, -5.49 }, 100)]
    [TestCase(new double[] { -1, -5, -2, -5.51 }, 110)]
    [TestCase(new double[] { -1, 0.1, -2, -0.5 }, 102)]
    public void A_put_wall_that_was_100(double[] net, double strike)
    {
        var wall = Chosen(LevelKind.PutWall, [-1, -5, -2, -3]);
        wall.Review(Ladder, net, Gross(net), Spot, Start);
        Assert.That(wall.Strike, Is.EqualTo(strike));
    }

    [Test]
    public void Absolute_gamma_looks_at_gross_and_has_no_sign_to_change()
    {
        var level = new StickyLevel(LevelKind.AbsoluteGamma, new OptionAnalyticsOptions());
        level.Choose(Ladder, [1, 1, 1, 1], [4, 9, 4, 4], Spot);
        level.Review(Ladder, [1, -9, 1, 1], [4, 9, 4, 9.8], Spot, Start);
        Assert.That((level.Strike, level.Exposure, level.RunnerUpStrike), Is.EqualTo((100.0, 9.0, 110.0)));
        Assert.That(level.RunnerUpRatio, Is.EqualTo(9.8 / 9).Within(1e-12));
    }

    [Test]
    public void The_runner_up_is_published_and_is_0_when_there_is_none()
    {
        Assert.That(Chosen(LevelKind.CallWall, [1, 5, 4, 3]).RunnerUpRatio, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(Chosen(LevelKind.CallWall, [-1, 5, -4, -3]).RunnerUpRatio, Is.Zero);
        Assert.That(Chosen(LevelKind.CallWall, [-1, -5, -4, -3]).RunnerUpRatio, Is.NaN);
    }

    [Test]
    public void A_replacement_fades_in_over_30_minutes()
    {
        var wall = Chosen(LevelKind.CallWall, [1, 5, 2, 3]);
        double[] net = [1, 5, 2, 6];
        wall.Review(Ladder, net, Gross(net), Spot, Start);
        foreach (var (minutes, weight) in new[] { (0, 0.0), (3, 0.1), (15, 0.5), (30, 1.0), (90, 1.0) })
        {
            Assert.That(WeightOf(wall.Blend, 110, At(minutes)), Is.EqualTo(weight).Within(1e-12), $"after {minutes} minutes");
            Assert.That(WeightOf(wall.Blend, 100, At(minutes)), Is.EqualTo(1 - weight).Within(1e-12), $"after {minutes} minutes");
        }
    }

    [Test]
    public void What_a_reader_sees_moves_continuously_and_weights_sum_to_1_however_often_the_level_changes()
    {
        var wall = Chosen(LevelKind.CallWall, [1, 5, 2, 3]);
        var random = new Random(7);
        for (var minute = 1; minute < 200; minute += random.Next(1, 12))
        {
            var before = Enumerable.Range(0, 4).Select(i => WeightOf(wall.Blend, Ladder[i], At(minute))).ToArray();
            double[] net = [1, 1, 1, 1];
            net[random.Next(4)] = 10;
            wall.Review(Ladder, net, Gross(net), Spot, At(minute));
            var after = Enumerable.Range(0, 4).Select(i => WeightOf(wall.Blend, Ladder[i], At(minute))).ToArray();
            Assert.That(after.Sum(), Is.EqualTo(1).Within(1e-12));
            // Four places bound the memory; the lightest share that falls out of it is at most a quarter, and usually far less.
            Assert.That(after.Zip(before, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(0.25));
            Assert.That(wall.Blend.Count, Is.LessThanOrEqualTo(LevelCrossfade.CountMax));
        }
    }

    [Test]
    public void A_free_choice_ends_a_fade_at_once()
    {
        var wall = Chosen(LevelKind.CallWall, [1, 5, 2, 3]);
        double[] net = [1, 5, 2, 6];
        wall.Review(Ladder, net, Gross(net), Spot, Start);
        wall.Choose(Ladder, net, Gross(net), Spot);
        Assert.That((wall.Blend.Count, wall.Blend.Strike(0), wall.Blend.Weight(0, Start)), Is.EqualTo((1, 110.0, 1.0)));
    }

    private static UnixNanos At(int minutes) => UnixNanos.Trusted(Start.Value + (minutes * UnixNanos.PerMinute));

    private static double WeightOf(LevelCrossfade blend, double strike, UnixNanos now) =>
        Enumerable.Range(0, blend.Count).Where(i => blend.Strike(i) == strike).Sum(i => blend.Weight(i, now));

    private static double[] Gross(double[] net) => Array.ConvertAll(net, Math.Abs);

    private static StickyLevel Chosen(LevelKind kind, double[] net)
    {
        var level = new StickyLevel(kind, new OptionAnalyticsOptions());
        level.Choose(Ladder, net, Gross(net), Spot);
        return level;
    }
}
