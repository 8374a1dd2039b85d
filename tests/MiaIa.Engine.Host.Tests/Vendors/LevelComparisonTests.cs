using MiaIa.Engine.Host.Vendors;

namespace MiaIa.Engine.Host.Tests.Vendors;

/// <summary>Held to what can be counted out: the mean over all strikes, and the odds of drawing without putting back.</summary>
public sealed class LevelComparisonTests
{
    private static readonly OurPrice[] Ours = [new("call_wall", 7000), new("put_wall", 6790), new("zero_gamma", 6873.4)];
    private static readonly double[] Ladder = [.. Enumerable.Range(0, 400).Select(i => 6000 + (5.0 * i))];

    private static readonly double[] Sixteen =
    [
        6750,
        6790,
        6800,
        6815,
        6830,
        6850,
        6860,
        6875,
        6890,
        6895.5,
        6925,
        6950,
        6975,
        7000,
        7025,
        7050,
    ];

    [Test]
    public void Distances_are_those_of_a_plain_loop()
    {
        var strikes = LevelComparison.StrikesBetween(Sixteen, Ladder);
        var comparison = LevelComparison.Of(Sixteen, Ours, strikes)!;
        Assert.That((comparison.Lines, comparison.Strikes), Is.EqualTo((16u, 61u)), "6750 to 7050 by 5");
        double sum = 0;
        foreach (var price in Sixteen)
            sum += Ours.Min(our => Math.Abs(our.Points - price));
        Assert.That(comparison.MeanPoints, Is.EqualTo(sum / 16).Within(1e-9));
        Assert.That(comparison.Our.Select(our => our.DistancePoints), Is.EqualTo(new[] { 0, 0, 1.6 }).Within(1e-9));
        Assert.That(LevelComparison.NearestOf(6895.5, Ours).Level.Name, Is.EqualTo("zero_gamma"));
    }

    [Test]
    public void The_draws_come_out_as_the_odds_say()
    {
        var strikes = LevelComparison.StrikesBetween(Sixteen, Ladder);
        var comparison = LevelComparison.Of(Sixteen, Ours, strikes)!;
        // Four deviations of a share of 1,000 draws.
        const double Within = 4 * 0.0158;
        foreach (var our in comparison.Our)
        {
            var near = strikes.Count(strike => Math.Abs(strike - our.Points) <= our.DistancePoints);
            Assert.That(our.AsNear, Is.EqualTo(OddsOfOne(strikes.Length, near, 16)).Within(Within), our.Name);
            var atMedian = strikes.Count(strike => Math.Abs(strike - our.Points) <= our.RandomP50);
            Assert.That(OddsOfOne(strikes.Length, atMedian, 16), Is.GreaterThan(0.5 - Within), our.Name);
            var nearer = strikes.Count(strike => Math.Abs(strike - our.Points) < our.RandomP50);
            Assert.That(OddsOfOne(strikes.Length, nearer, 16), Is.LessThan(0.5 + Within), our.Name);
        }

        // The mean of means is the mean over all strikes; its spread is that of drawing without putting back.
        var distances = Array.ConvertAll(strikes, strike => Ours.Min(our => Math.Abs(our.Points - strike)));
        var mean = distances.Average();
        var deviation = Math.Sqrt(
            distances.Sum(d => (d - mean) * (d - mean)) / (distances.Length - 1) / 16 * (1 - (16.0 / distances.Length))
        );
        Assert.That(comparison.RandomMeanP50, Is.EqualTo(mean).Within(0.15 * deviation));
        Assert.That(comparison.RandomMeanP05, Is.EqualTo(mean - (1.645 * deviation)).Within(0.3 * deviation));
        Assert.That(comparison.RandomMeanP95, Is.EqualTo(mean + (1.645 * deviation)).Within(0.3 * deviation));
    }

    [Test]
    public void Sixteen_random_lines_say_nothing_and_sixteen_at_ours_do()
    {
        var random = new Random(3);
        var shares = new List<double>();
        for (var turn = 0; turn < 40; turn++)
        {
            var lines = Ladder.Where(strike => strike is >= 6750 and <= 7050).OrderBy(_ => random.Next()).Take(16).ToArray();
            shares.Add(LevelComparison.Of(lines, Ours, LevelComparison.StrikesBetween([6750, 7050], Ladder))!.AsNear);
        }

        Assert.That(shares.Average(), Is.InRange(0.3, 0.7));
        double[] close = [6780, 6785, 6790, 6795, 6800, 6870, 6875, 6880, 6990, 6995, 7000, 7005, 7010, 6865, 6775, 6985];
        Assert.That(LevelComparison.Of(close, Ours, LevelComparison.StrikesBetween([6750, 7050], Ladder))!.AsNear, Is.LessThan(0.01));
    }

    [TestCase(-1.24)]
    [TestCase(0)]
    [TestCase(2.4)]
    public void Random_strikes_lie_where_the_vendors_lines_do_whatever_the_vendor_takes_for_the_basis(double shift)
    {
        // HVL lies between strikes and sways nothing.
        var lines = Array.ConvertAll(Sixteen, price => price + shift);
        Assert.That(LevelComparison.ShiftOf(lines, Ladder), Is.EqualTo(shift).Within(1e-9));
        var strikes = LevelComparison.StrikesBetween(lines, Ladder);
        Assert.That(strikes, Has.Length.EqualTo(61));
        Assert.That(strikes, Has.All.Matches<double>(strike => Math.Abs(Math.IEEERemainder(strike - shift, 5)) < 1e-9));
        // Our walls lie on strikes, which the vendor's lattice misses by as much: that is neither merit nor fault.
        var comparison = LevelComparison.Of(lines, Ours, strikes, shift)!;
        Assert.That(comparison.Our[0].DistancePoints, Is.EqualTo(Math.Abs(shift)).Within(1e-9));
        Assert.That(comparison.Our[0].AsNear, Is.EqualTo(OddsOfOne(61, 1, 16)).Within(4 * 0.0158));
    }

    [Test]
    public void It_is_the_same_each_time()
    {
        var strikes = LevelComparison.StrikesBetween(Sixteen, Ladder);
        var first = LevelComparison.Of(Sixteen, Ours, strikes);
        Assert.That(LevelComparison.Of(Sixteen, Ours, strikes), Is.EqualTo(first));
    }

    [Test]
    public void The_chance_of_one_price_is_the_share_of_strikes_as_near()
    {
        var strikes = LevelComparison.StrikesBetween(Sixteen, Ladder);
        // At 6790 and 7000 no strike but themselves; 5 away four more: 6785, 6795, 6995, 7005, and 6870, 6875 about 6873.4.
        Assert.That(LevelComparison.ChanceOf(0, Ours, strikes), Is.EqualTo(2 / 61.0).Within(1e-12));
        Assert.That(LevelComparison.ChanceOf(5, Ours, strikes), Is.EqualTo(8 / 61.0).Within(1e-12));
    }

    [Test]
    public void Nothing_is_compared_without_ours_with_one_price_or_with_fewer_strikes_than_prices()
    {
        Assert.That(LevelComparison.Of(Sixteen, [], Ladder), Is.Null);
        Assert.That(LevelComparison.Of([6800], Ours, Ladder), Is.Null);
        Assert.That(LevelComparison.Of(Sixteen, Ours, Ladder[..15]), Is.Null);
        Assert.That(LevelComparison.StrikesBetween([], Ladder), Is.Empty);
    }

    // That of n drawn out of all at least one is among those that are near.
    private static double OddsOfOne(int all, int near, int n)
    {
        var none = 1.0;
        for (var i = 0; i < n; i++)
            none *= Math.Max(all - near - i, 0) / (double)(all - i);
        return 1 - none;
    }
}
