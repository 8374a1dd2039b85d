using MiaIa.Engine.Options;
using MiaIa.Engine.Tests.Support;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Options;

/// <summary>Chains with holes equal their slow, scalar recomputation, at the fitted spot and away from it.</summary>
public sealed class ChainAgainstNaiveTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Forwards_volatilities_gammas_and_coverage_are_those_of_the_specification(bool hasLines) =>
        Law.Holds(
            seed =>
            {
                var (naive, analytics) = Make(seed, hasLines);
                var chain = analytics.Chain;
                foreach (var expiry in naive.Live)
                {
                    var e = chain.ExpiryOfRow[chain.FindRow(expiry.Root, expiry.Date, expiry.Contracts.First().Strike)];
                    Assert.That(analytics.Fit.Forwards[e], Is.EqualTo(expiry.F).Within(1e-9));
                    Assert.That(analytics.Fit.AtTheMoneyVolatilities[e], Is.EqualTo(expiry.AtmVolatility).Within(1e-12));
                    Assert.That(analytics.Fit.ForwardSources[e] == ForwardSource.Parity, Is.EqualTo(expiry.ParityCarry is not null));
                }
                foreach (var c in naive.Contracts)
                {
                    var row = chain.FindRow(c.Root, c.Date, c.Strike);
                    Assert.That(analytics.Fit.Volatilities[row], Is.EqualTo(naive.Volatility(c)).Within(1e-12));
                    Assert.That(analytics.Fit.Gammas[row], Is.EqualTo(naive.Gamma(c, MadeUpChain.Spot)).Within(1e-13));
                }
                Assert.That(analytics.Fit.Coverage, Is.EqualTo(naive.Coverage().Supported).Within(1e-9));
                Assert.That(analytics.Fit.OpenInterestShare, Is.EqualTo(naive.Coverage().OpenInterest).Within(1e-9));
            },
            seeds: 40
        );

    [Test]
    public void Exposure_and_levels_are_those_of_the_specification_at_any_spot() =>
        Law.Holds(
            seed =>
            {
                var (naive, analytics) = Make(seed);
                foreach (var spot in new[] { MadeUpChain.Spot, MadeUpChain.Spot * 1.013, MadeUpChain.Spot * 0.97 })
                {
                    analytics.Reprice(MadeUpChain.Now, spot);
                    var firstDate = naive.Live[0].Date;
                    Same(new NaiveLevels(naive, naive.Contracts, spot), analytics.AllExpiries, analytics.Chain);
                    Same(
                        new NaiveLevels(naive, naive.Contracts.Where(c => c.Date == firstDate), spot),
                        analytics.FirstExpiry,
                        analytics.Chain
                    );
                    Same(new NaiveLevels(naive, naive.Contracts, spot, byVolume: true), analytics.TodaysVolume, analytics.Chain);
                }
            },
            seeds: 10
        );

    [Test]
    public void Contracts_sum_to_their_expiries_and_expiries_to_the_whole() =>
        Law.Holds(seed =>
        {
            var (naive, analytics) = Make(seed);
            var chain = analytics.Chain;
            foreach (var c in naive.Contracts.Take(50))
            {
                var contract = OptionChain.ContractOf(
                    chain.FindRow(c.Root, c.Date, c.Strike),
                    c.IsCall ? OptionRight.Call : OptionRight.Put
                );
                var expected = naive.Gex(c, MadeUpChain.Spot);
                Assert.That(analytics.GexOf(contract), Is.EqualTo(expected).Within(1e-9 * Math.Abs(expected) + 1e-6));
            }
            Assert.That(Sum(analytics.NetByExpiry), Is.EqualTo(analytics.AllExpiries.Net).Within(1e-10 * analytics.AllExpiries.Gross));
            Assert.That(Sum(analytics.GrossByExpiry), Is.EqualTo(analytics.AllExpiries.Gross).Within(1e-10).Percent);
        });

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static (NaiveChain Naive, OptionAnalytics Analytics) Make(int seed, bool hasLines = false)
    {
        var contracts = new MadeUpChain(seed) { HasLines = hasLines }.Contracts();
        // A chain that is never covered has its levels chosen freely at each spot.
        var options = new OptionAnalyticsOptions { FreeChoiceCoverageMin = 1 };
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(contracts, MadeUpChain.Now), options);
        NaiveContract.Show(analytics.Fit, contracts);
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
        return (new NaiveChain(contracts, MadeUpChain.NowSeconds, MadeUpChain.Spot), analytics);
    }

    private static void Same(NaiveLevels naive, GexProfile profile, OptionChain chain)
    {
        Assert.That(profile.Net, Is.EqualTo(naive.Net).Within(1e-10 * naive.Gross), $"{profile.Scope} net");
        Assert.That(profile.Gross, Is.EqualTo(naive.Gross).Within(1e-10 * naive.Gross), $"{profile.Scope} gross");
        foreach (var (strike, net, _) in naive.ByStrike)
        {
            var rung = chain.Ladder.BinarySearch(strike);
            Assert.That(profile.NetByStrike[rung], Is.EqualTo(net).Within(1e-10 * naive.Gross), $"{profile.Scope} {strike}");
        }
        Assert.That(profile.CallWall.Strike, Is.EqualTo(naive.CallWall ?? double.NaN), $"{profile.Scope} call wall");
        Assert.That(profile.PutWall.Strike, Is.EqualTo(naive.PutWall ?? double.NaN), $"{profile.Scope} put wall");
        Assert.That(profile.AbsoluteGamma.Strike, Is.EqualTo(naive.AbsoluteGamma ?? double.NaN), $"{profile.Scope} absolute gamma");
        Assert.That(profile.CumulativeFlip, Is.EqualTo(naive.CumulativeFlip ?? double.NaN), $"{profile.Scope} cumulative flip");
        Assert.That(profile.ZeroGamma.Crossings.ToArray(), Is.EqualTo(naive.Crossings()).Within(2e-3), $"{profile.Scope} crossings");
    }
}
