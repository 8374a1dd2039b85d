using MiaIa.Evidence.Statistics;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

public sealed class OverfittingOddsTests
{
    [Test]
    public void Noise_is_overfitted_about_every_second_time()
    {
        // The share depends on the draw; the mean over a few markets does not.
        var shares = Enumerable.Range(1, 12).Select(seed => OverfittingOdds.Of(Noise((ulong)seed, 40, 96, _ => 0), 12)!.Probability);
        Assert.That(shares.Average(), Is.InRange(0.38, 0.62));
    }

    [Test]
    public void A_set_that_is_better_on_every_day_is_not_overfitted() =>
        Assert.That(OverfittingOdds.Of(Noise(5, 40, 96, set => set == 7 ? 1 : 0), 12)!.Probability, Is.LessThan(0.01));

    [Test]
    public void Its_ratios_are_those_of_the_days_themselves()
    {
        var trials = Noise(9, 5, 23, set => set * 0.2);
        var sums = BlockSums.Of(trials, 4);
        var ratios = new double[5];
        foreach (var chosen in new[] { 0b0011, 0b0101, 0b1100, 0b1111 })
        {
            sums.Sharpe(chosen, ratios);
            for (var set = 0; set < 5; set++)
            {
                var days = trials[set].Where((_, day) => ((chosen >> BlockOf(day)) & 1) == 1).ToArray();
                var mean = days.Average();
                var spread = Math.Sqrt(days.Sum(day => (day - mean) * (day - mean)) / (days.Length - 1));
                Assert.That(ratios[set], Is.EqualTo(mean / spread).Within(1e-10));
            }
        }

        // Four blocks of 5, 6, 6 and 6 days.
        static int BlockOf(int day) =>
            day < 5 ? 0
            : day < 11 ? 1
            : day < 17 ? 2
            : 3;
    }

    [Test]
    public void Sets_of_one_ratio_share_their_places_whatever_the_last_digits_of_their_sums_are()
    {
        var trials = Noise(3, 6, 48, _ => 0.1);
        // A tenth has no end in binary: the same days by a third or by seven are equal ratios with other last digits.
        double[] By(double factor) => [.. trials[2].Select(day => day * factor)];
        var same = OverfittingOdds.Of([.. trials, trials[2], trials[2], trials[2]], 8)!;
        var scaled = OverfittingOdds.Of([.. trials, By(0.1), By(7), By(1 / 3.0)], 8)!;
        Assert.That(scaled.Logits, Is.EqualTo(same.Logits));
    }

    [Test]
    public void Nothing_is_said_of_too_few_days_or_of_one_set()
    {
        Assert.That(OverfittingOdds.Of(Noise(1, 5, 7, _ => 0), 4), Is.Null);
        Assert.That(OverfittingOdds.Of(Noise(1, 1, 80, _ => 0), 4), Is.Null);
        Assert.That(OverfittingOdds.Of([], 4), Is.Null);
    }

    [Test]
    public void An_odd_number_of_blocks_is_refused() =>
        Assert.That(() => OverfittingOdds.Of(Noise(1, 5, 80, _ => 0), 5), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static List<double[]> Noise(ulong seed, int sets, int days, Func<int, double> mean)
    {
        var random = new RandomBits(seed);
        return [.. Enumerable.Range(0, sets).Select(set => Enumerable.Range(0, days).Select(_ => mean(set) + Draw(ref random)).ToArray())];
    }

    // The sum of four uniform draws, near enough to normal.
    private static double Draw(ref RandomBits random)
    {
        var sum = -2.0;
        for (var i = 0; i < 4; i++)
            sum += random.Below(1 << 30) / (double)(1 << 30);
        return sum;
    }
}
