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
    public void A_slightly_stronger_strike_moves_the_wall_at_09_29_and_at_no_other_time()
    {
        var analytics = TwoStrikes(At(8, 0));
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990), "100 lots at either strike, the forward nearer to the lower");
        // A forward nearer to 5010 makes its γ a little larger; the call lots are the same.
        foreach (var (hour, minute, strike) in new[] { (8, 1, 4990.0), (9, 28, 4990), (9, 29, 5010) })
        {
            analytics.Refit(At(hour, minute), 5001);
            Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(strike), $"at {hour}:{minute:D2}");
            Assert.That(analytics.AllExpiries.CallWall.RunnerUpRatio, Is.InRange(0.9, 1.1));
        }

        Assert.That(analytics.AllExpiries.CallWall.Blend.Count, Is.EqualTo(1), "a free choice does not fade in");
        foreach (var (hour, minute) in new[] { (9, 30), (9, 31), (15, 59), (20, 0), (24, 10) })
        {
            analytics.Refit(At(hour, minute), 4996);
            Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(5010), $"at {hour}:{minute:D2}");
        }

        analytics.Refit(At(24 + 9, 29), 4996);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990), "the next morning");
        Assert.That(analytics.ChosenAt, Is.EqualTo(At(24 + 9, 29)));
    }

    [Test]
    public void Open_interest_that_arrives_is_no_reason_to_choose_freely()
    {
        var analytics = TwoStrikes(At(10, 0));
        analytics.Chain.SetOpenInterest(0, 95, At(10, 1));
        analytics.Refit(At(10, 1), 4996);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990), "5 % stronger is not enough");
        analytics.Chain.SetOpenInterest(0, 80, At(10, 2));
        analytics.Refit(At(10, 2), 4996);
        Assert.That((analytics.AllExpiries.CallWall.Strike, analytics.AllExpiries.CallWall.Blend.Count), Is.EqualTo((5010.0, 2)));
        Assert.That(analytics.ChosenAt, Is.EqualTo(At(10, 0)));
    }

    [Test]
    public void Levels_are_chosen_freely_when_the_coverage_first_suffices_and_wait_for_it_after_a_settlement()
    {
        var chain = ChainOf(("SPXW", 0), ("SPXW", 4));
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
            chain.SetOpenInterest(contract, contract is 6 or 10 ? 100 : 0, At(8, 0));
        var analytics = new OptionAnalytics(chain);
        Stream(chain, false);
        analytics.Refit(At(10, 0), 4996);
        Assert.That((analytics.Fit.Coverage, analytics.ChosenAt.Value), Is.EqualTo((0.0, 0L)), "nothing is covered, nothing is chosen");
        Stream(chain, true);
        analytics.Refit(At(10, 1), 4996);
        Assert.That((analytics.AllExpiries.CallWall.Strike, analytics.ChosenAt), Is.EqualTo((4990.0, At(10, 1))));
        analytics.Refit(At(10, 2), 5001);
        Assert.That(analytics.AllExpiries.CallWall.Strike, Is.EqualTo(4990), "now it stands");
        // The first expiry settles while nothing is covered: the free choice waits.
        Stream(chain, false);
        analytics.Refit(At(16, 0), 5001);
        Assert.That(analytics.ChosenAt, Is.EqualTo(At(10, 1)));
        Stream(chain, true);
        analytics.Refit(At(16, 1), 5001);
        Assert.That((analytics.AllExpiries.CallWall.Strike, analytics.ChosenAt), Is.EqualTo((5010.0, At(16, 1))));
        Assert.That(analytics.AllExpiries.CallWall.Blend.Count, Is.EqualTo(1));
    }

    [TestCase("SPX", 9, 30)]
    [TestCase("SPXW", 16, 0)]
    public void A_wall_that_rested_on_a_class_that_has_settled_goes_at_once(string root, int hour, int minute)
    {
        // The monthly class settles in the morning of the date in its symbol, the other at its close; the walls of four days later are elsewhere.
        var chain = ChainOf((root, 0), ("SPXW", 4));
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            chain.SetOpenInterest(
                contract,
                contract is 0 or 3 ? 900
                    : contract is 8 or 11 ? 100
                    : 0,
                At(8, 0)
            );
        }

        var analytics = new OptionAnalytics(chain);
        analytics.Refit(UnixNanos.Trusted(At(hour, minute).Value - UnixNanos.PerMinute), 5000);
        Assert.That((analytics.AllExpiries.CallWall.Strike, analytics.AllExpiries.PutWall.Strike), Is.EqualTo((4990.0, 5000.0)));
        analytics.Refit(At(hour, minute), 5000);
        foreach (var (wall, strike) in new[] { (analytics.AllExpiries.CallWall, 5000.0), (analytics.AllExpiries.PutWall, 5010.0) })
            Assert.That((wall.Strike, wall.Blend.Count, wall.Blend.Weight(0, At(hour, minute))), Is.EqualTo((strike, 1, 1.0)));
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
            (good with { QuoteFreshNanos = 0 }, "quotes' fresh time 0"),
            (good with { LineForwards = new(0, 0.001, 0.06) }, "PairsMin = 0"),
            (good with { FreeChoiceCoverageMin = 1.1 }, "coverage 1.1"),
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

    private static void Stream(OptionChain chain, bool isOn)
    {
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
            chain.SetImpliedVolatility(contract, isOn ? 0.15 : double.NaN, At(72, 0));
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
            chain.SetImpliedVolatility(contract, 0.15, At(72, 0));
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
