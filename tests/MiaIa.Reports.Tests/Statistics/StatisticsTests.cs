using MiaIa.Replay.Tallies;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Tests.Statistics;

public sealed class StatisticsTests
{
    // Wilson 1927 by the tables of Newcombe 1998 (81 of 263, 15 of 148, 0 of 20, 1 of 29), to four places.
    [TestCase(81, 263, 0.2553, 0.3662)]
    [TestCase(15, 148, 0.0624, 0.1605)]
    [TestCase(0, 20, 0.0000, 0.1611)]
    [TestCase(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_is_the_published_one(int hits, int count, double low, double high)
    {
        var rate = Rate.Of(hits, count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rate.Low, Is.EqualTo(low).Within(0.00005));
            Assert.That(rate.High, Is.EqualTo(high).Within(0.00005));
        }
    }

    [Test]
    public void A_rate_of_nothing_has_no_value()
    {
        var rate = Rate.Of(0, 0);
        Assert.That((rate.Value, rate.Low, rate.High), Is.EqualTo(((double?)null, (double?)null, (double?)null)));
    }

    // The ends of Wilson's interval are the two rates that a test of the sample at 5 % just does not refuse.
    [Test]
    public void The_ends_of_the_interval_stand_196_standard_errors_from_the_sample()
    {
        foreach (var (hits, count) in new[] { (3L, 10L), (7, 11), (50, 400), (1, 2) })
        {
            var rate = Rate.Of(hits, count);
            foreach (var end in new[] { rate.Low!.Value, rate.High!.Value })
            {
                var error = Math.Sqrt(end * (1 - end) / count);
                Assert.That(Math.Abs(rate.Value!.Value - end) / error, Is.EqualTo(1.959963984540054).Within(1e-9));
            }
        }
    }

    // numpy: r = array - 0.05; r.mean() / r.std(ddof=1).
    [Test]
    public void Sharpe_has_ddof_1()
    {
        double[] days = [.259, .198, .364, -.081, .057, .055, .188, .317, .24, .184, -.01, .526];
        Assert.That(DayRatios.Sharpe(days, 0.05).Value, Is.EqualTo(0.834364).Within(5e-7));
    }

    [Test]
    public void Sortino_counts_every_day_in_its_root()
    {
        double[] days = [.17, .15, .23, -.05, .12, .09, .13, -.04];
        Assert.That(DayRatios.Sortino(days).Value, Is.EqualTo(4.417261).Within(5e-7));
    }

    [Test]
    public void A_yearly_ratio_is_the_daily_one_by_the_root_of_252()
    {
        var daily = DayRatios.Sharpe([1, 2, 4, 3, 5]);
        var yearly = DayRatios.Yearly(daily);
        Assert.That(yearly.Value / daily.Value, Is.EqualTo(15.874507866387544).Within(1e-12));
        Assert.That(yearly.High - yearly.Low, Is.EqualTo((daily.High - daily.Low) * 15.874507866387544).Within(1e-9));
    }

    [Test]
    public void Days_that_tell_nothing_give_no_ratio()
    {
        Assert.That(DayRatios.Sharpe([5]).Value, Is.Null);
        Assert.That(DayRatios.Sharpe([3, 3, 3]).Value, Is.Null);
        Assert.That(DayRatios.Sortino([3, 0, 3]).Value, Is.Null);
    }

    // An interval of 95 % has to hold the truth in about 95 of 100 samples, by either way of making it.
    [TestCase(60)]
    [TestCase(2_500)]
    public void The_interval_of_a_mean_holds_the_truth_as_often_as_it_says(int count)
    {
        var random = new Random(7);
        var held = 0;
        const int Samples = 400;
        for (var i = 0; i < Samples; i++)
        {
            var values = Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? 20_000L : -10_000L).ToArray();
            var mean = MeanInterval.Of(values, (ulong)i);
            held += mean.Low <= 0 && mean.High >= 0 ? 1 : 0;
        }

        Assert.That((double)held / Samples, Is.InRange(0.91, 0.985));
    }

    [Test]
    public void The_interval_of_a_profit_factor_holds_the_truth_as_often_as_it_says()
    {
        var random = new Random(11);
        var held = 0;
        const int Samples = 600;
        for (var i = 0; i < Samples; i++)
        {
            // Two of five win 300, the others lose 100: the factor is 2.
            var values = Enumerable.Range(0, 200).Select(_ => random.Next(5) < 2 ? 300L : -100L).ToArray();
            var factor = ProfitFactor.Of(values);
            held += factor.Low <= 2 && factor.High >= 2 ? 1 : 0;
        }

        Assert.That((double)held / Samples, Is.InRange(0.92, 0.98));
    }

    [Test]
    public void A_profit_factor_without_losses_is_no_number()
    {
        Assert.That(ProfitFactor.Of([100, 200]).Value, Is.Null);
        Assert.That(ProfitFactor.Of([-100, -200]).Value, Is.Zero);
        Assert.That(ProfitFactor.Of([300, -100, -50]).Value, Is.EqualTo(2));
    }

    // Flip by flip, trade by trade.
    [Test]
    public void The_coin_is_that_of_a_naive_flip()
    {
        var random = new Random(3);
        var trades = Enumerable
            .Range(0, 500)
            .Select(_ => (Cents: random.NextInt64(-20_000, 20_000), Fees: random.NextInt64(0, 900)))
            .ToArray();
        var bits = new RandomBits(42);
        var (wins, money) = (new CoinWins(), new CoinProfits());
        var words = trades.Select(_ => bits.Next()).ToArray();
        for (var i = 0; i < trades.Length; i++)
        {
            wins.Add(words[i], trades[i].Cents, trades[i].Fees);
            money.Add(words[i], trades[i].Cents, trades[i].Fees);
        }

        var rates = new List<double>();
        var sums = new List<long>();
        for (var flip = 0; flip < 64; flip++)
        {
            var won = 0;
            var sum = 0L;
            for (var i = 0; i < trades.Length; i++)
            {
                var isFlipped = ((words[i] >> flip) & 1) == 1;
                var gross = trades[i].Cents + trades[i].Fees;
                var net = (isFlipped ? -gross : gross) - trades[i].Fees;
                won += net > 0 ? 1 : 0;
                sum += net;
            }

            rates.Add((double)won / trades.Length);
            sums.Add(sum);
        }

        var hits = trades.Count(trade => trade.Cents > 0);
        var rate = wins.Beside(Rate.Of(hits, trades.Length));
        var (mean, atLeast) = money.Against(trades.Sum(trade => trade.Cents));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rate.Coin, Is.EqualTo(rates.Average()).Within(1e-12));
            Assert.That(rate.CoinAtLeast, Is.EqualTo(rates.Count(r => r >= (double)hits / trades.Length) / 64.0).Within(1e-12));
            Assert.That(mean, Is.EqualTo((double)sums.Average()).Within(0.5));
            Assert.That(atLeast, Is.EqualTo(sums.Count(sum => sum >= trades.Sum(trade => trade.Cents)) / 64.0));
            // Half of all signs.
            Assert.That(words.Sum(word => long.PopCount((long)word)) / (64.0 * trades.Length), Is.EqualTo(0.5).Within(0.02));
        }
    }

    // SplitMix64's published first outputs for the seed 1234567.
    [Test]
    public void The_bits_are_those_of_the_published_generator()
    {
        var bits = new RandomBits(1234567);
        Assert.That(
            (bits.Next(), bits.Next(), bits.Next()),
            Is.EqualTo((6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL))
        );
    }

    // Fisher's own transformation at r = 0.6, n = 28: z = 0.6931, error 0.2, so 0.2924 to 0.7951.
    [Test]
    public void The_interval_of_a_correlation_is_Fishers()
    {
        var pairs = new Moments();
        // Seven times four points whose correlation is 0.6: x = ±1, y = 0.6 x ± 0.8.
        foreach (var x in Enumerable.Repeat(new[] { -1.0, 1.0 }, 7).SelectMany(both => both))
        {
            pairs.Add(x, (0.6 * x) + 0.8);
            pairs.Add(x, (0.6 * x) - 0.8);
        }

        var r = Correlation.Of(pairs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(r.Value, Is.EqualTo(0.6).Within(1e-12));
            Assert.That(r.Low, Is.EqualTo(0.2924).Within(0.00005));
            Assert.That(r.High, Is.EqualTo(0.7951).Within(0.00005));
        }
    }
}
