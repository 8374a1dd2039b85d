using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Options;

public sealed class ExposureTableTests
{
    [TestCase(DealerPosition.LongCallsShortPuts)]
    [TestCase(DealerPosition.ShortCallsLongPuts)]
    public void Every_strike_holds_the_sum_of_its_contracts_calls_apart_from_puts(DealerPosition dealers)
    {
        var analytics = Fitted(ContractsOf(3), dealers);
        var table = ExposureTable.From(analytics);
        var chain = analytics.Chain;
        Assert.That(table.Strikes, Has.Count.InRange(20, ExposureTable.StrikesMax));
        Assert.That(table.Strikes.Select(strike => strike.Strike), Is.Ordered);
        foreach (var strike in table.Strikes)
        {
            var rows = Enumerable.Range(0, chain.RowCount).Where(row => chain.Strikes[row] == strike.Strike).ToArray();
            var within = 1e-9 * analytics.AllExpiries.Gross;
            Assert.That(strike.CallUsd, Is.EqualTo(rows.Sum(row => analytics.GexOf(2 * row))).Within(within));
            Assert.That(strike.PutUsd, Is.EqualTo(rows.Sum(row => analytics.GexOf((2 * row) + 1))).Within(within));
            Assert.That(Math.Sign(strike.VolumeCallUsd), Is.EqualTo((int)dealers));
            Assert.That(Math.Sign(strike.VolumePutUsd), Is.EqualTo(-(int)dealers));
        }
    }

    [Test]
    public void The_cells_are_the_strongest_of_its_strikes_and_no_more_than_a_page_draws()
    {
        var analytics = Fitted([.. Enumerable.Range(1, 4).SelectMany(ContractsOf).DistinctBy(c => (c.Root, c.Date, c.Strike, c.IsCall))]);
        var table = ExposureTable.From(analytics);
        var chain = analytics.Chain;
        Assert.That(table.Cells, Has.Count.EqualTo(ExposureTable.CellsMax), "the chain has more");
        Assert.That(table.Cells, Is.EqualTo(table.Cells.OrderBy(cell => cell.Expiry).ThenBy(cell => cell.Strike)));
        var weakest = table.Cells.Min(cell => cell.Gross);
        var strikes = table.Strikes.Select(strike => strike.Strike).ToHashSet();
        var stronger = 0;
        for (var row = 0; row < chain.RowCount; row++)
        {
            var gross = Math.Abs(analytics.GexOf(2 * row)) + Math.Abs(analytics.GexOf((2 * row) + 1));
            stronger += gross > weakest && strikes.Contains(chain.Strikes[row]) ? 1 : 0;
        }

        Assert.That(stronger, Is.EqualTo(ExposureTable.CellsMax - 1));
    }

    [Test]
    public void Every_crossing_lies_where_the_curve_changes_its_sign()
    {
        var crossings = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var zero = Fitted(ContractsOf(seed)).AllExpiries.ZeroGamma;
            Assert.That(zero.CurveNets.Length, Is.EqualTo(121));
            Assert.That(zero.CurvePlace(0), Is.EqualTo(0.85 * MadeUpChain.Spot).Within(1e-9));
            Assert.That(zero.CurvePlace(120), Is.EqualTo(1.15 * MadeUpChain.Spot).Within(1e-9));
            foreach (var crossing in zero.Crossings)
            {
                var above = Enumerable.Range(0, 121).First(i => zero.CurvePlace(i) >= crossing);
                Assert.That(Math.Sign(zero.CurveNets[above - 1]), Is.EqualTo(-Math.Sign(zero.CurveNets[above])));
                crossings++;
            }
        }

        Assert.That(crossings, Is.GreaterThan(5));
    }

    [Test]
    public void Without_a_fit_there_is_nothing_to_draw()
    {
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(new MadeUpChain(1).Contracts(), default));
        Assert.That(ExposureTable.From(analytics).Strikes, Is.Empty);
        Assert.That(analytics.AllExpiries.ZeroGamma.CurveNets.Length, Is.Zero);
    }

    private static IReadOnlyList<NaiveContract> ContractsOf(int seed) => new MadeUpChain(seed) { MissingShare = 0.05 }.Contracts();

    private static OptionAnalytics Fitted(
        IReadOnlyList<NaiveContract> contracts,
        DealerPosition dealers = DealerPosition.LongCallsShortPuts
    )
    {
        var chain = NaiveContract.ChainOf(contracts, MadeUpChain.Now);
        var analytics = new OptionAnalytics(chain, new OptionAnalyticsOptions { Dealers = dealers });
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
        return analytics;
    }
}
