using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

public sealed class ChainCoverageTests
{
    private static readonly double[] Days = [1, 2, 7, 60];
    private static readonly bool[] Sides = [true, false];

    [Test]
    public void A_whole_chain_is_covered_whole() => Assert.That(CoverageOf(Chain(_ => true)), Is.EqualTo(1));

    [Test]
    public void Every_fifth_strike_withheld_between_others_is_still_supported() =>
        Assert.That(CoverageOf(Chain(c => c.Strike % 125 != 0)), Is.EqualTo(1));

    [Test]
    public void A_fifth_withheld_at_the_upper_end_is_missed_by_its_weight()
    {
        var contracts = Chain(c => c.Strike < 5075);
        var naive = new NaiveChain(contracts, MadeUpChain.NowSeconds, MadeUpChain.Spot);
        var coverage = CoverageOf(contracts);
        Assert.That(coverage, Is.EqualTo(naive.Coverage().Supported).Within(1e-12));
        Assert.That(coverage, Is.InRange(0.3, 0.95));
    }

    [Test]
    public void A_random_fifth_of_all_rows_withheld_costs_only_the_edges() =>
        Support.Law.Holds(seed =>
        {
            var random = new Random(seed);
            var withheld = Chain(_ => true).Select(c => (c.Date, c.Strike)).Distinct().Where(_ => random.NextDouble() < 0.2).ToHashSet();
            var contracts = Chain(c => !withheld.Contains((c.Date, c.Strike)));
            var coverage = CoverageOf(contracts);
            Assert.That(
                coverage,
                Is.EqualTo(new NaiveChain(contracts, MadeUpChain.NowSeconds, MadeUpChain.Spot).Coverage().Supported).Within(1e-12)
            );
            Assert.That(coverage, Is.GreaterThan(0.97));
        });

    [Test]
    public void A_missing_expiry_is_supported_by_both_neighbours_when_the_nearer_is_within_a_factor_of_four_in_time()
    {
        // The outermost strikes of 2 days lie beyond those of 7 days, in moneyness.
        Assert.That(CoverageOf(Chain(c => c.SettlesAtSeconds != SettlesAt(2))), Is.InRange(0.99, 1), "1 and 7 days around 2");
        // Between 1 and 60 days, 2 days are within the factor of 1; 7 days are of neither.
        var far = CoverageOf(Chain(c => c.SettlesAtSeconds == SettlesAt(1) || c.SettlesAtSeconds == SettlesAt(60)));
        Assert.That(far, Is.LessThan(0.9));
    }

    [Test]
    public void The_outermost_expiry_has_one_neighbour_and_is_not_supported() =>
        Assert.That(CoverageOf(Chain(c => c.SettlesAtSeconds != SettlesAt(60))), Is.LessThan(0.95));

    [Test]
    public void One_fresh_expiry_gives_every_row_a_volatility_but_no_coverage()
    {
        var contracts = Chain(c => c.SettlesAtSeconds == SettlesAt(7));
        var analytics = Fitted(contracts);
        Assert.That(analytics.Fit.Volatilities.ToArray(), Has.None.NaN);
        Assert.That(analytics.Fit.Coverage, Is.InRange(0.1, 0.5));
    }

    [Test]
    public void A_random_fifth_of_all_rows_withheld_with_their_open_interest_is_missed_whole() =>
        Support.Law.Holds(seed =>
        {
            var random = new Random(seed);
            var withheld = Chain(_ => true).Select(c => (c.Date, c.Strike)).Distinct().Where(_ => random.NextDouble() < 0.2).ToHashSet();
            var contracts = Chain(c => !withheld.Contains((c.Date, c.Strike)))
                .Select(c => withheld.Contains((c.Date, c.Strike)) ? c with { OpenInterest = null } : c)
                .ToArray();
            var fit = Fitted(contracts).Fit;
            var naive = new NaiveChain(contracts, MadeUpChain.NowSeconds, MadeUpChain.Spot).Coverage();
            Assert.That(
                (fit.Coverage, fit.OpenInterestShare),
                Is.EqualTo(naive)
                    .Using<(double, double), (double, double)>(
                        (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12
                    )
            );
            Assert.That(fit.Coverage, Is.LessThanOrEqualTo(fit.OpenInterestShare));
        });

    [Test]
    public void Volatilities_of_a_whole_chain_support_no_open_interest_that_never_arrived()
    {
        var all = Chain(_ => true);
        var fit = Fitted([.. all.Select(c => c.Strike % 125 == 0 ? c with { OpenInterest = null } : c)]).Fit;
        Assert.That(fit.Coverage, Is.EqualTo(fit.OpenInterestShare).And.InRange(0.7, 0.9));
    }

    [Test]
    public void Open_interest_that_never_arrived_counts_at_its_expirys_mean()
    {
        // Upper strikes are unsupported. Their open interest is the others' mean, so that its absence changes nothing.
        var all = Chain(c => c.Strike < 5075);
        var holes = all.Select(c => c.Strike >= 5075 ? c with { OpenInterest = null } : c).ToArray();
        Assert.That(CoverageOf(holes), Is.EqualTo(CoverageOf(all)).Within(1e-12).And.LessThan(1));
        var zeros = all.Select(c => c.Strike >= 5075 ? c with { OpenInterest = 0 } : c).ToArray();
        Assert.That(CoverageOf(zeros), Is.EqualTo(1), "open interest of 0 did arrive");
    }

    [Test]
    public void An_expiry_without_any_open_interest_counts_like_the_rest_of_the_chain()
    {
        var all = Chain(c => c.SettlesAtSeconds != SettlesAt(60));
        var silent = all.Select(c => c.SettlesAtSeconds == SettlesAt(60) ? c with { OpenInterest = null } : c).ToArray();
        Assert.That(CoverageOf(silent), Is.EqualTo(CoverageOf(all)).Within(1e-12).And.LessThan(1));
    }

    [Test]
    public void Rows_of_a_table_that_were_refused_count_at_their_expirys_mean()
    {
        var all = Chain(_ => true);
        // A fifth of one expiry's rows is missing: with them 25 rows weigh 30 times the mean, and nothing supports what is not there.
        var whole = NaiveContract.ChainOf(all, MadeUpChain.Now);
        var chain = new OptionChain(
            whole
                .Expiries.ToArray()
                .Select(e => new OptionListing(
                    e.Root,
                    e.Date,
                    e.SettlesAt,
                    whole.Strikes.Slice(e.FirstRow, e.RowCount).ToArray(),
                    e.FirstRow == 0 ? 5 : 0
                ))
        );
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            chain.SetOpenInterest(contract, 1000, MadeUpChain.Now);
            chain.SetImpliedVolatility(contract, 0.15, MadeUpChain.Now);
        }

        var fit = new ChainFit(chain, new OptionAnalyticsOptions());
        fit.Fit(MadeUpChain.Now, MadeUpChain.Spot);
        var gammas = fit.Gammas.ToArray();
        var (first, total) = (gammas[..25].Sum(), gammas.Sum());
        Assert.That(fit.Coverage, Is.EqualTo(total / (total + (first / 5))).Within(1e-12).And.InRange(0.8, 0.98));
        Assert.That(fit.OpenInterestShare, Is.EqualTo(fit.Coverage).Within(1e-12));
    }

    [Test]
    public void Without_any_open_interest_nothing_is_covered() =>
        Assert.That(CoverageOf([.. Chain(_ => true).Select(c => c with { OpenInterest = null })]), Is.Zero);

    [Test]
    public void A_volatility_older_than_five_minutes_is_not_fresh()
    {
        var contracts = Chain(_ => true);
        Assert.That(CoverageOf([.. contracts.Select(c => c with { VolatilityAtSeconds = MadeUpChain.NowSeconds - 300 })]), Is.EqualTo(1));
        Assert.That(CoverageOf([.. contracts.Select(c => c with { VolatilityAtSeconds = MadeUpChain.NowSeconds - 301 })]), Is.Zero);
    }

    private static double SettlesAt(double days) =>
        OptionSettlement.From("SPXW", new LocalDate(2024, 3, 4).PlusDays((int)days)).Value / (double)UnixNanos.PerSecond;

    /// <summary>Four expiries, strikes every 25 points, 1000 lots each; volatility where the test says.</summary>
    private static IReadOnlyList<NaiveContract> Chain(Func<NaiveContract, bool> hasVolatility) =>
        [
            .. from days in Days
            from i in Enumerable.Range(0, 25)
            from isCall in Sides
            let contract = new NaiveContract(
                "SPXW",
                new LocalDate(2024, 3, 4).PlusDays((int)days),
                SettlesAt(days),
                4700 + (25 * i),
                isCall
            )
            {
                OpenInterest = 1000,
                VolatilityAtSeconds = MadeUpChain.NowSeconds,
            }
            select hasVolatility(contract) ? contract with { Volatility = 0.15 } : contract,
        ];

    private static double CoverageOf(IReadOnlyCollection<NaiveContract> contracts) => Fitted(contracts).Fit.Coverage;

    private static OptionAnalytics Fitted(IReadOnlyCollection<NaiveContract> contracts)
    {
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(contracts, MadeUpChain.Now));
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
        return analytics;
    }
}
