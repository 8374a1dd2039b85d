using MiaIa.CboeFiles;
using MiaIa.CboeFiles.Tests;
using MiaIa.Engine.Options;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Options;

/// <summary>
/// The rough look at the grid against sums of Math.Exp, one by one: never further off than it says, on rows of any width, and near enough to be of use
/// on real chains. A search that trusts it finds what a search without it finds.
/// </summary>
public sealed class NetScreenTests
{
    private static readonly OptionAnalyticsOptions Options = new();

    [Test]
    public void It_is_never_further_off_than_it_says() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var rows = MadeUpRows(random, random.Next(1, 800), widthMin: 3e-4, widthMax: 3);
                Compare(rows, shift: (random.NextDouble() - 0.5) * 0.1);
            },
            seeds: 200
        );

    [TestCase(3e-4, 3e-3)]
    [TestCase(0.005, 0.0075)]
    [TestCase(0.02, 0.03)]
    [TestCase(0.1, 0.15)]
    [TestCase(1, 5)]
    public void It_is_not_off_where_all_rows_are_of_one_width_and_of_one_sign(double widthMin, double widthMax)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var rows = MadeUpRows(new Random(seed), 333, widthMin, widthMax);
            Compare([.. rows.Select(r => r with { Net = Math.Abs(r.Net) })], shift: 0);
        }
    }

    // One row as narrow as its class allows, in the middle of where it is carried to: there the bound is nearly met, so that a smaller one would be wrong.
    [Test]
    public void The_bound_is_met_but_not_passed_by_the_narrowest_row_of_a_class()
    {
        var (stencils, worst) = (new GridStencils(Options), 0.0);
        for (var c = 0; c < GridStencils.Classes; c++)
        {
            foreach (var centre in stencils.Places)
            {
                var row = new Row(centre, VectorNormalDensity.Scale / (GridStencils.SlopeMaxOf(c) * (1 - 1e-12)), 1);
                var screen = new NetScreen(stencils, 1);
                Look(screen, [row], 0);
                for (var k = 0; k < stencils.Places.Length; k++)
                {
                    var off = Math.Abs(screen.Values[k] - Math.Exp(-0.5 * Math.Pow((stencils.Places[k] - centre) / row.Width, 2)));
                    Assert.That(off, Is.LessThanOrEqualTo(screen.Errors[k]), $"class {c}, place {k}");
                    worst = Math.Max(worst, off / GridStencils.CarryError);
                }
            }
        }

        Assert.That(worst, Is.GreaterThan(0.7));
    }

    [Test]
    public void It_is_used_again_without_anything_of_the_chain_before()
    {
        var screen = new NetScreen(new GridStencils(Options), 900);
        Look(screen, MadeUpRows(new Random(1), 900, 3e-4, 3), 0);
        var few = MadeUpRows(new Random(2), 7, 3e-4, 3);
        Look(screen, few, 0);
        var again = screen.Values.ToArray();
        var fresh = new NetScreen(new GridStencils(Options), 900);
        Look(fresh, few, 0);
        Assert.That(again, Is.EqualTo(fresh.Values.ToArray()));
    }

    [TestCase("SPX_2022-07-12")]
    [TestCase("SPX_2023-06-09")]
    [TestCase("SPX_2023-09-14")]
    [TestCase("SPX_2024-01-07")]
    [TestCase("SPX_2025-01-06")]
    public void On_a_real_chain_it_knows_nearly_every_sign_and_the_crossings_are_those_of_the_exact_sums(string name)
    {
        var table = CboeTableReader.Read(RealTables.Find(name));
        var analytics = new OptionAnalytics(table.Chain, Options);
        foreach (var share in new[] { 1, 0.99, 1.012, 0.95, 1.04 })
        {
            analytics.Refit(table.AsOf, table.Spot);
            analytics.Reprice(table.AsOf, table.Spot * share);
            foreach (var profile in new[] { analytics.AllExpiries, analytics.FirstExpiry, analytics.TodaysVolume })
            {
                Assert.That(
                    profile.ZeroGamma.Crossings.ToArray(),
                    Is.EqualTo(Exact(profile, table.Spot * share, Options)).Within(2 * Options.CrossingTolerance * table.Spot),
                    $"{profile.Scope} at {share}"
                );
            }

            Assert.That(analytics.AllExpiries.ZeroGamma.Unsure, Is.LessThan(12), "places that had to be priced exactly");
        }
    }

    [TestCase(600, 5e-4, 1e-3)]
    [TestCase(31, 0.01, 1e-9)]
    public void Any_grid_and_any_tolerance_find_the_crossings_of_the_exact_sums(int points, double step, double tolerance)
    {
        var options = Options with { GridPoints = points, GridStep = step, CrossingTolerance = tolerance };
        for (var seed = 0; seed < 5; seed++)
        {
            var analytics = new OptionAnalytics(
                NaiveOptions.NaiveContract.ChainOf(new MadeUpChain(seed).Contracts(), MadeUpChain.Now),
                options
            );
            analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
            foreach (var profile in new[] { analytics.AllExpiries, analytics.FirstExpiry, analytics.TodaysVolume })
            {
                Assert.That(
                    profile.ZeroGamma.Crossings.ToArray(),
                    Is.EqualTo(Exact(profile, MadeUpChain.Spot, options)).Within(2 * tolerance * MadeUpChain.Spot),
                    $"{seed} {profile.Scope}"
                );
            }
        }
    }

    [Test]
    public void Exposure_that_is_nearly_nothing_everywhere_is_searched_like_any_other() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var chain = NaiveOptions.NaiveContract.ChainOf(new MadeUpChain(seed) { MissingShare = 0 }.Contracts(), MadeUpChain.Now);
                // As many calls as puts but for a lot or two: net is a thousandth of gross, with many crossings.
                for (var row = 0; row < chain.RowCount; row++)
                {
                    var lots = random.Next(1_000, 5_000);
                    chain.SetOpenInterest(2 * row, lots, MadeUpChain.Now);
                    chain.SetOpenInterest((2 * row) + 1, lots + random.Next(-2, 3), MadeUpChain.Now);
                }

                var analytics = new OptionAnalytics(chain, Options);
                analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
                var profile = analytics.AllExpiries;
                var expected = Exact(profile, MadeUpChain.Spot, Options);
                Assert.That(profile.ZeroGamma.CrossingCount, Is.EqualTo(expected.Count));
                var apart = Options.CrossingTolerance * MadeUpChain.Spot;
                foreach (var crossing in profile.ZeroGamma.Crossings)
                {
                    var (below, above) = (
                        profile.Exposure.TotalsAt(crossing - apart, crossing - apart).Net0,
                        profile.Exposure.TotalsAt(crossing + apart, crossing + apart).Net0
                    );
                    Assert.That(below > 0, Is.Not.EqualTo(above > 0), $"{crossing}: {below} and {above}");
                }
            },
            seeds: 20
        );

    // The whole grid exactly, then bisection: how it was done before there was a screen.
    private static List<double> Exact(GexProfile profile, double spot, OptionAnalyticsOptions options)
    {
        double Net(double place) => profile.Exposure.TotalsAt(place, place).Net0;
        double Place(int k) => spot * (options.GridFrom + (k * options.GridStep));
        var signed = Enumerable
            .Range(0, options.GridPoints)
            .Select(k => (Place: Place(k), Net: Net(Place(k))))
            .Where(p => p.Net != 0)
            .ToList();
        var crossings = new List<double>();
        foreach (var (from, to) in signed.Zip(signed.Skip(1)).Where(pair => pair.First.Net > 0 != pair.Second.Net > 0))
        {
            var (low, high) = (from.Place, to.Place);
            for (var i = 0; i < 40; i++)
            {
                var middle = (low + high) / 2;
                if (Net(middle) > 0 == to.Net > 0)
                    high = middle;
                else
                    low = middle;
            }

            if (profile.Exposure.TotalsAt(low, low).Gross0 >= Options.CrossingGrossShareMin * profile.Gross)
                crossings.Add(low);
        }

        return crossings;
    }

    private static void Compare(Row[] rows, double shift)
    {
        var stencils = new GridStencils(Options);
        var screen = new NetScreen(stencils, rows.Length);
        Look(screen, rows, shift);
        for (var k = 0; k < stencils.Places.Length; k++)
        {
            var x = stencils.Places[k] + shift;
            Assert.That(stencils.Places[k], Is.EqualTo(Math.Log(0.85 + (0.0025 * k))).Within(1e-15));
            // Weight · e^(−½t²), t the distance in standard deviations.
            var exact = rows.Sum(r => r.Net * Math.Exp(-0.5 * Math.Pow((x - r.Centre) / r.Width, 2)));
            Assert.That(
                Math.Abs(screen.Values[k] - exact),
                Is.LessThanOrEqualTo(screen.Errors[k]),
                $"place {k}: {screen.Values[k]}, exactly {exact}"
            );
            Assert.That(screen.Errors[k], Is.LessThan(0.03 * rows.Sum(r => Math.Abs(r.Net))), "an error that tells a sign");
        }
    }

    private static void Look(NetScreen screen, Row[] rows, double shift) =>
        screen.Run(
            rows.Select(r => VectorNormalDensity.Scale / r.Width).ToArray(),
            rows.Select(r => -VectorNormalDensity.Scale * r.Centre / r.Width).ToArray(),
            rows.Select(r => r.Net).ToArray(),
            shift
        );

    private static Row[] MadeUpRows(Random random, int count, double widthMin, double widthMax) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new Row(
                    (random.NextDouble() - 0.5) * 0.6,
                    widthMin * Math.Pow(widthMax / widthMin, random.NextDouble()),
                    (random.NextDouble() - 0.5) * Math.Pow(10, 6 * random.NextDouble())
                )),
        ];

    private sealed record Row(double Centre, double Width, double Net);
}
