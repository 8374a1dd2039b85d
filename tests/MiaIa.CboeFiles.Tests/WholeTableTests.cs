using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.CboeFiles.Tests;

/// <summary>Everything that is computed from a whole recorded table equals its slow, scalar recomputation from the same file.</summary>
public sealed class WholeTableTests
{
    private const double Relative = 1e-10;

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    [TestCase(RealTables.Partial)]
    [TestCase(RealTables.Qqq)]
    public void Vectors_and_columns_equal_the_slow_version(string start)
    {
        var path = RealTables.Find(start);
        var table = CboeTableReader.Read(path);
        var now = table.AsOf.Value / (double)UnixNanos.PerSecond;
        var naive = new NaiveChain(RawTable.Read(path, now, table.Spot), now, table.Spot);
        var analytics = new OptionAnalytics(table.Chain);
        analytics.Refit(table.AsOf, table.Spot);

        SameForwardsAndGammas(naive, analytics);
        Assert.That(analytics.Fit.Coverage, Is.EqualTo(naive.Coverage().Supported).Within(1e-9));
        Assert.That(analytics.Fit.OpenInterestShare, Is.EqualTo(naive.Coverage().OpenInterest).Within(1e-9));
        var firstDate = naive.Live[0].Date;
        Assert.That(analytics.FirstDate, Is.EqualTo(firstDate));
        var spot = table.Spot;
        SameProfile(new NaiveLevels(naive, naive.Contracts, spot), analytics.AllExpiries, table.Chain);
        SameProfile(new NaiveLevels(naive, naive.Contracts.Where(c => c.Date == firstDate), spot), analytics.FirstExpiry, table.Chain);
        SameProfile(new NaiveLevels(naive, naive.Contracts, spot, byVolume: true), analytics.TodaysVolume, table.Chain);
        Print(start, analytics);
    }

    private static void SameForwardsAndGammas(NaiveChain naive, OptionAnalytics analytics)
    {
        var chain = analytics.Chain;
        foreach (var expiry in naive.Live)
        {
            var e = chain.ExpiryOfRow[chain.FindRow(expiry.Root, expiry.Date, expiry.Contracts.First().Strike)];
            Assert.That(analytics.Fit.Forwards[e], Is.EqualTo(expiry.F).Within(1e-12).Percent, $"{expiry.Root} {expiry.Date}");
            Assert.That(
                analytics.Fit.AtTheMoneyVolatilities[e],
                Is.EqualTo(expiry.AtmVolatility).Within(1e-9),
                $"{expiry.Root} {expiry.Date}"
            );
        }
        var largest = naive.Contracts.Max(c => naive.Gamma(c, analytics.Spot));
        foreach (var c in naive.Contracts)
        {
            var row = chain.FindRow(c.Root, c.Date, c.Strike);
            var expected = naive.Gamma(c, analytics.Spot);
            if (Math.Abs(analytics.Fit.Gammas[row] - expected) > (Relative * expected) + (1e-30 * largest))
                Assert.Fail($"{c.Root} {c.Date} {c.Strike}: γ {analytics.Fit.Gammas[row]:R}, slow version {expected:R}");
        }
    }

    private static void SameProfile(NaiveLevels naive, GexProfile profile, OptionChain chain)
    {
        var scope = profile.Scope;
        Assert.That(profile.Gross, Is.EqualTo(naive.Gross).Within(Relative * naive.Gross), $"{scope} gross");
        Assert.That(profile.Net, Is.EqualTo(naive.Net).Within(Relative * naive.Gross), $"{scope} net");
        foreach (var (strike, net, gross) in naive.ByStrike)
        {
            var rung = chain.Ladder.BinarySearch(strike);
            var (netOff, grossOff) = (Math.Abs(profile.NetByStrike[rung] - net), Math.Abs(profile.GrossByStrike[rung] - gross));
            if (netOff > Relative * naive.Gross || grossOff > Relative * naive.Gross)
                Assert.Fail($"{scope} {strike}: net {profile.NetByStrike[rung]:R}, slow version {net:R}");
        }
        Assert.Multiple(() =>
        {
            Assert.That(profile.CallWall.Strike, Is.EqualTo(naive.CallWall ?? double.NaN), $"{scope} call wall");
            Assert.That(profile.PutWall.Strike, Is.EqualTo(naive.PutWall ?? double.NaN), $"{scope} put wall");
            Assert.That(profile.AbsoluteGamma.Strike, Is.EqualTo(naive.AbsoluteGamma ?? double.NaN), $"{scope} absolute gamma");
            Assert.That(profile.CumulativeFlip, Is.EqualTo(naive.CumulativeFlip ?? double.NaN), $"{scope} cumulative flip");
            Assert.That(profile.ZeroGamma.Crossings.ToArray(), Is.EqualTo(naive.Crossings()).Within(1e-3), $"{scope} crossings");
        });
    }

    private static void Print(string start, OptionAnalytics analytics)
    {
        foreach (var p in new[] { analytics.AllExpiries, analytics.FirstExpiry, analytics.TodaysVolume })
        {
            TestContext.Out.WriteLine(
                $"{start} spot {analytics.Spot} {p.Scope}: net {p.Net / 1e9:F3} of gross {p.Gross / 1e9:F3} bn$, call wall {p.CallWall.Strike} "
                    + $"({p.CallWall.RunnerUpRatio:F2}), put wall {p.PutWall.Strike} ({p.PutWall.RunnerUpRatio:F2}), absolute {p.AbsoluteGamma.Strike} "
                    + $"({p.AbsoluteGamma.RunnerUpRatio:F2}), zero gamma [{string.Join(", ", p.ZeroGamma.Crossings.ToArray().Select(c => $"{c:F2}"))}], "
                    + $"flip {p.CumulativeFlip}"
            );
        }
        var counts = analytics.CountsOf(int.MaxValue);
        TestContext.Out.WriteLine($"{start} put/call by volume {counts.VolumeRatio:F3}, by open interest {counts.OpenInterestRatio:F3}");
    }
}
