using MiaIa.Engine.Options;
using MiaIa.Engine.Tests.Support;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Options;

/// <summary>Laws that need no second implementation.</summary>
public sealed class ExposureLawTests
{
    [Test]
    public void Prices_in_another_unit_move_every_level_and_scale_exposure() =>
        Law.Holds(seed =>
        {
            const double Unit = 0.1;
            var contracts = new MadeUpChain(seed).Contracts();
            var here = Fitted(contracts, MadeUpChain.Spot);
            var there = Fitted(
                [
                    .. contracts.Select(c =>
                        c with
                        {
                            Strike = c.Strike * Unit,
                            Bid = c.Bid * Unit,
                            Ask = c.Ask * Unit,
                            QuoteSpot = c.QuoteSpot * Unit,
                        }
                    ),
                ],
                MadeUpChain.Spot * Unit,
                new OptionAnalyticsOptions { QuoteWidthPoints = 0.5 * Unit }
            );
            Assert.That(there.AllExpiries.Net, Is.EqualTo(here.AllExpiries.Net * Unit).Within(1e-9 * here.AllExpiries.Gross));
            Assert.That(there.AllExpiries.Gross, Is.EqualTo(here.AllExpiries.Gross * Unit).Within(1e-7).Percent);
            Assert.That(there.AllExpiries.CallWall.Strike, Is.EqualTo(here.AllExpiries.CallWall.Strike * Unit).Within(1e-9));
            Assert.That(there.AllExpiries.PutWall.Strike, Is.EqualTo(here.AllExpiries.PutWall.Strike * Unit).Within(1e-9));
            Assert.That(there.AllExpiries.ZeroGamma.Nearest, Is.EqualTo(here.AllExpiries.ZeroGamma.Nearest * Unit).Within(1e-3));
            Assert.That(there.Fit.Coverage, Is.EqualTo(here.Fit.Coverage).Within(1e-9));
        });

    [Test]
    public void Calls_and_puts_exchanged_exchange_the_walls_and_turn_the_sign() =>
        Law.Holds(seed =>
        {
            var contracts = new MadeUpChain(seed).Contracts();
            var here = Fitted(contracts, MadeUpChain.Spot);
            var there = Fitted([.. contracts.Select(c => OpenInterestFrom(c, contracts))], MadeUpChain.Spot);
            var flipped = Fitted(contracts, MadeUpChain.Spot, new OptionAnalyticsOptions { Dealers = DealerPosition.ShortCallsLongPuts });
            foreach (var mirror in new[] { there, flipped })
            {
                Assert.That(mirror.AllExpiries.Net, Is.EqualTo(-here.AllExpiries.Net).Within(1e-12 * here.AllExpiries.Gross));
                Assert.That(mirror.AllExpiries.Gross, Is.EqualTo(here.AllExpiries.Gross).Within(1e-10).Percent);
                Assert.That(mirror.AllExpiries.CallWall.Strike, Is.EqualTo(here.AllExpiries.PutWall.Strike));
                Assert.That(mirror.AllExpiries.PutWall.Strike, Is.EqualTo(here.AllExpiries.CallWall.Strike));
                Assert.That(mirror.AllExpiries.AbsoluteGamma.Strike, Is.EqualTo(here.AllExpiries.AbsoluteGamma.Strike));
                Assert.That(
                    mirror.AllExpiries.ZeroGamma.Crossings.ToArray(),
                    Is.EqualTo(here.AllExpiries.ZeroGamma.Crossings.ToArray()).Within(1e-3)
                );
                Assert.That(
                    mirror.CountsOf(1).CallOpenInterestLots + mirror.CountsOf(1).PutOpenInterestLots,
                    Is.EqualTo(here.CountsOf(1).CallOpenInterestLots + here.CountsOf(1).PutOpenInterestLots)
                );
            }
        });

    [Test]
    public void More_calls_raise_net_and_gross_and_more_puts_lower_net() =>
        Law.Holds(seed =>
        {
            var contracts = new MadeUpChain(seed).Contracts();
            var analytics = Fitted(contracts, MadeUpChain.Spot);
            var row = RowWithGamma(analytics);
            foreach (var (right, sign) in new[] { (OptionRight.Call, 1), (OptionRight.Put, -1) })
            {
                var (net, gross) = (analytics.AllExpiries.Net, analytics.AllExpiries.Gross);
                var contract = OptionChain.ContractOf(row, right);
                analytics.Chain.SetOpenInterest(contract, Math.Max(analytics.Chain.OpenInterestLots[contract], 0) + 1000, MadeUpChain.Now);
                analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
                var added = 1000 * analytics.Fit.Gammas[row] * MadeUpChain.Spot * MadeUpChain.Spot;
                Assert.That(analytics.AllExpiries.Net - net, Is.EqualTo(sign * added).Within(1e-9 * gross));
                Assert.That(analytics.AllExpiries.Gross - gross, Is.EqualTo(added).Within(1e-9 * gross));
            }
        });

    [Test]
    public void Gamma_falls_away_from_the_money_on_either_side()
    {
        var contracts = new MadeUpChain(1) { MissingShare = 0 }
            .Contracts()
            .Select(c => c with { Volatility = 0.15 })
            .ToArray();
        var fit = Fitted(contracts, MadeUpChain.Spot).Fit;
        var expiry = fit.Chain.Expiries[^1];
        var gammas = fit.Gammas.Slice(expiry.FirstRow, expiry.RowCount).ToArray();
        var top = Array.IndexOf(gammas, gammas.Max());
        Assert.That(gammas[..(top + 1)], Is.Ordered.Ascending);
        Assert.That(gammas[top..], Is.Ordered.Descending);
        Assert.That(top, Is.InRange(1, gammas.Length - 2));
    }

    [Test]
    public void Repricing_at_the_fitted_spot_changes_nothing() =>
        Law.Holds(seed =>
        {
            var analytics = Fitted(new MadeUpChain(seed).Contracts(), MadeUpChain.Spot);
            var (net, gammas) = (analytics.AllExpiries.Net, analytics.Fit.Gammas.ToArray());
            analytics.Reprice(MadeUpChain.Now, MadeUpChain.Spot * 1.02);
            Assert.That(analytics.AllExpiries.Net, Is.Not.EqualTo(net));
            analytics.Reprice(MadeUpChain.Now, MadeUpChain.Spot);
            Assert.That(analytics.AllExpiries.Net, Is.EqualTo(net));
            Assert.That(analytics.Fit.Gammas.ToArray(), Is.EqualTo(gammas));
        });

    private static NaiveContract OpenInterestFrom(NaiveContract contract, IReadOnlyList<NaiveContract> all)
    {
        var row = (contract.Root, contract.Date, contract.Strike);
        return contract with
        {
            OpenInterest = all.First(c => (c.Root, c.Date, c.Strike) == row && c.IsCall != contract.IsCall).OpenInterest,
        };
    }

    private static int RowWithGamma(OptionAnalytics analytics)
    {
        var gammas = analytics.Fit.Gammas.ToArray();
        return Array.IndexOf(gammas, gammas.Max());
    }

    private static OptionAnalytics Fitted(IReadOnlyCollection<NaiveContract> contracts, double spot, OptionAnalyticsOptions? options = null)
    {
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(contracts, MadeUpChain.Now), options);
        analytics.Refit(MadeUpChain.Now, spot);
        return analytics;
    }
}
