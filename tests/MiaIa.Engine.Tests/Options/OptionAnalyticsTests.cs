using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

/// <summary>When levels are chosen, what settles, what is refused, what is allocated.</summary>
public sealed class OptionAnalyticsTests
{
    private const double Spot = 5000;

    private static readonly LocalDate Monday = new(2024, 3, 4);

    [Test]
    public void After_09_30_a_slightly_stronger_strike_does_not_move_the_wall_and_before_it_does()
    {
        foreach (var (hour, strike) in new[] { (9, 5010.0), (10, 4990.0) })
        {
            var analytics = TwoStrikes(At(hour, 0));
            Assert.That(
                analytics.AllExpiries.CallWall.Strike,
                Is.EqualTo(4990),
                "100 lots at either strike, the forward nearer to the lower"
            );
            // A forward nearer to 5010 makes its γ a little larger; the call lots are the same.
            analytics.Reprice(At(hour, 1), 5001);
            Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(strike), $"at {hour}:01");
            Assert.That(analytics.AllExpiries.CallWall.RunnerUpRatio, Is.InRange(0.9, 1.1));
        }
    }

    [Test]
    public void New_open_interest_lets_levels_be_chosen_anew()
    {
        var analytics = TwoStrikes(At(10, 0));
        analytics.Chain.SetOpenInterest(0, analytics.Chain.OpenInterestLots[0] - 1, At(10, 1));
        analytics.Reprice(At(10, 1), 5001);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990), "not before it has been taken");
        analytics.Refit(At(10, 1), 5001);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(5010));
        Assert.That(analytics.AllExpiries.CallWall.Blend.Count, Is.EqualTo(1), "a free choice does not fade in");
    }

    [Test]
    public void The_same_open_interest_again_is_no_news()
    {
        var analytics = TwoStrikes(At(10, 0));
        analytics.Chain.SetOpenInterest(0, analytics.Chain.OpenInterestLots[0], At(10, 1));
        analytics.Refit(At(10, 1), 5001);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990));
        Assert.That(analytics.Chain.OpenInterestAt, Is.EqualTo(At(10, 1)), "but it is fresh");
    }

    [Test]
    public void The_first_expiry_is_a_calendar_date_and_the_next_one_once_all_of_it_has_settled()
    {
        var analytics = new OptionAnalytics(ChainOf(("SPX", 0), ("SPXW", 0), ("SPXW", 1)));
        var tuesday = Monday.PlusDays(1);
        foreach (
            var (time, live, date) in new[]
            {
                (At(9, 0), 2, Monday),
                (At(9, 30), 1, Monday),
                (At(15, 59), 1, Monday),
                (At(16, 0), 1, tuesday),
            }
        )
        {
            analytics.Refit(time, Spot);
            Assert.That(analytics.FirstDate, Is.EqualTo(date));
            // Each expiry holds the same lots: the first date counts one or two of them.
            Assert.That(analytics.CountsOf(1).CallOpenInterestLots, Is.EqualTo(300 * live), $"{time}");
        }
        analytics.Refit(At(40, 0), Spot);
        Assert.That(analytics.FirstDate, Is.Null);
        Assert.That(
            (analytics.AllExpiries.Gross, analytics.Fit.Coverage, analytics.CountsOf(3)),
            Is.EqualTo((0.0, 0.0, default(PutCallCounts)))
        );
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.NaN);
        Assert.That(analytics.AllExpiries.ZeroGamma.Nearest, Is.NaN);
        Assert.That(analytics.AllExpiries.CumulativeFlip, Is.NaN);
    }

    [Test]
    public void Repricing_after_a_settlement_drops_the_expiry_without_being_told()
    {
        var analytics = new OptionAnalytics(ChainOf(("SPXW", 0), ("SPXW", 1)));
        analytics.Refit(At(15, 59), Spot);
        analytics.Reprice(At(16, 0), Spot);
        Assert.That(analytics.FirstDate, Is.EqualTo(Monday.PlusDays(1)));
        Assert.That((analytics.NetByExpiry[0], analytics.GrossByExpiry[0]), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void An_expiry_is_never_nearer_than_15_minutes()
    {
        var analytics = new OptionAnalytics(ChainOf(("SPXW", 0)));
        analytics.Refit(At(15, 45), Spot);
        var atLimit = analytics.Fit.Gammas.ToArray();
        analytics.Refit(At(15, 59), Spot);
        Assert.That(analytics.Fit.Years[0], Is.EqualTo(900 / (365.0 * 86_400)).Within(1e-15));
        Assert.That(analytics.Fit.Gammas.ToArray(), Is.EqualTo(atLimit));
    }

    [Test]
    public void Put_call_ratios_count_dates_and_say_NaN_without_calls()
    {
        var analytics = new OptionAnalytics(ChainOf(("SPX", 0), ("SPXW", 0), ("SPXW", 1), ("SPXW", 2)));
        analytics.Refit(At(9, 0), Spot);
        Assert.That(analytics.CountsOf(1).PutVolumeLots, Is.EqualTo(84), "morning and afternoon of one date");
        Assert.That(analytics.CountsOf(2).PutVolumeLots, Is.EqualTo(126));
        Assert.That(analytics.CountsOf(99).PutVolumeLots, Is.EqualTo(168));
        Assert.That(analytics.CountsOf(1).VolumeRatio, Is.EqualTo(14.0 / 7));
        Assert.That(analytics.CountsOf(1).OpenInterestRatio, Is.EqualTo(2));
        Assert.That(new PutCallCounts(0, 5, 0, 5).VolumeRatio, Is.NaN);
        Assert.That(new PutCallCounts(0, 5, 0, 5).OpenInterestRatio, Is.NaN);
    }

    [Test]
    public void Only_calls_have_no_zero_gamma_and_no_put_wall()
    {
        var chain = ChainOf(("SPXW", 1));
        for (var row = 0; row < chain.RowCount; row++)
            chain.SetOpenInterest(OptionChain.ContractOf(row, OptionRight.Put), 0, At(9, 0));
        var analytics = new OptionAnalytics(chain);
        analytics.Refit(At(10, 0), Spot);
        Assert.That(analytics.AllExpiries.Net, Is.EqualTo(analytics.AllExpiries.Gross).Within(1e-9).Percent.And.Positive);
        Assert.That(analytics.AllExpiries.PutWall.Strike, Is.NaN);
        Assert.That((analytics.AllExpiries.ZeroGamma.CrossingCount, analytics.AllExpiries.ZeroGamma.Nearest), Is.EqualTo((0, double.NaN)));
    }

    [Test]
    public void A_chain_without_open_interest_or_volatility_says_nothing()
    {
        var chain = new OptionChain([new OptionListing("SPXW", Monday, OptionSettlement.From("SPXW", Monday), [4990, 5000, 5010])]);
        var analytics = new OptionAnalytics(chain);
        analytics.Refit(At(10, 0), Spot);
        Assert.That((analytics.AllExpiries.Gross, analytics.Fit.Coverage), Is.EqualTo((0.0, 0.0)));
        Assert.That(analytics.AllExpiries.AbsoluteGamma.Strike, Is.NaN);
        Assert.That(analytics.Fit.ForwardSources[0], Is.EqualTo(ForwardSource.Fallback));
        Assert.That(analytics.Fit.Forwards[0], Is.EqualTo(Spot * Math.Exp(0.027 * 6 / 24 / 365)).Within(1e-9));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_spot_that_is_no_price_is_refused(double spot)
    {
        var analytics = TwoStrikes(At(10, 0));
        Assert.That(() => analytics.Refit(At(10, 0), spot), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => analytics.Reprice(At(10, 0), spot), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new OptionAnalytics(ChainOf(("SPXW", 0))).Reprice(At(10, 0), Spot), Throws.InvalidOperationException);
    }

    [Test]
    public void Options_that_cannot_be_meant_are_refused_by_name()
    {
        var chain = ChainOf(("SPXW", 0));
        var good = new OptionAnalyticsOptions();
        (OptionAnalyticsOptions Options, string Named)[] wrong =
        [
            (good with { ParityPairsMax = 33 }, "parity pairs 33"),
            (good with { VolatilityMax = 0.01 }, "volatilities 0.01 to 0.01"),
            (good with { GridPoints = 1 }, "grid points 1"),
            (good with { Dealers = 0 }, "dealer position 0"),
            (good with { Rate = double.NaN }, "rate NaN"),
        ];
        foreach (var (options, named) in wrong)
            Assert.That(() => new OptionAnalytics(chain, options), Throws.ArgumentException.With.Message.Contains(named));
    }

    [Test]
    public void Fitting_and_repricing_allocate_nothing()
    {
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(new MadeUpChain(3).Contracts(), MadeUpChain.Now));
        void Work(int i)
        {
            analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot + i);
            analytics.Reprice(MadeUpChain.Now, MadeUpChain.Spot - i);
        }
        for (var i = 0; i < 50; i++)
            Work(i);
        var before = AllocatedBytes.OfThisThread();
        for (var i = 0; i < 50; i++)
            Work(i);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    private static UnixNanos At(int hour, int minute) =>
        UnixNanos.Trusted(NewYorkTime.At(Monday, LocalTime.Midnight).Value + ((hour * 60L) + minute) * UnixNanos.PerMinute);

    /// <summary>100 calls and 200 puts at each of three strikes of each expiry; volumes 14 and 28.</summary>
    private static OptionChain ChainOf(params (string Root, int Days)[] expiries)
    {
        var chain = new OptionChain(
            expiries.Select(e => new OptionListing(
                e.Root,
                Monday.PlusDays(e.Days),
                OptionSettlement.From(e.Root, Monday.PlusDays(e.Days)),
                [4990, 5000, 5010]
            ))
        );
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            chain.SetOpenInterest(contract, contract % 2 == 0 ? 100 : 200, At(8, 0));
            chain.SetVolume(contract, contract % 2 == 0 ? 7 : 14);
            chain.SetImpliedVolatility(contract, 0.15, At(16, 0));
        }
        return chain;
    }

    /// <summary>Calls at 4990 and 5010 only, as many; the forward is nearer to 4990.</summary>
    private static OptionAnalytics TwoStrikes(UnixNanos now)
    {
        var chain = ChainOf(("SPXW", 4));
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
            chain.SetOpenInterest(contract, contract is 0 or 4 ? 100 : 0, At(8, 0));
        var analytics = new OptionAnalytics(chain);
        analytics.Refit(now, 4996);
        return analytics;
    }
}
