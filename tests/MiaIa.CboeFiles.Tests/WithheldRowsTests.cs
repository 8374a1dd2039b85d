using MiaIa.Engine.Options;

namespace MiaIa.CboeFiles.Tests;

/// <summary>Coverage and exposure of real chains of which a part is withheld.</summary>
public sealed class WithheldRowsTests
{
    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void A_fifth_of_the_volatilities_withheld_leaves_regime_and_exposure_as_they_are(string start)
    {
        var table = CboeTableReader.Read(RealTables.Find(start));
        var analytics = new OptionAnalytics(table.Chain);
        analytics.Refit(table.AsOf, table.Spot);
        var (net, gross) = (analytics.AllExpiries.Net, analytics.AllExpiries.Gross);
        var random = new Random(5);
        for (var row = 0; row < table.Chain.RowCount; row++)
        {
            if (random.NextDouble() < 0.2)
                Withhold(table.Chain, row);
        }

        analytics.Refit(table.AsOf, table.Spot);
        TestContext.Out.WriteLine(
            $"{start}: coverage {analytics.Fit.Coverage:F4}, gross {(analytics.AllExpiries.Gross / gross) - 1:+0.00%;-0.00%}, "
                + $"net {(analytics.AllExpiries.Net - net) / gross:+0.00%;-0.00%} of gross"
        );
        Assert.That(analytics.Fit.Coverage, Is.InRange(0.99, 1));
        Assert.That(analytics.AllExpiries.Gross, Is.EqualTo(gross).Within(1).Percent);
        Assert.That(analytics.AllExpiries.Net, Is.EqualTo(net).Within(0.01 * gross));
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Three_expiries_are_not_a_chain(string start)
    {
        var table = CboeTableReader.Read(RealTables.Find(start));
        var analytics = new OptionAnalytics(table.Chain);
        analytics.Refit(table.AsOf, table.Spot);
        var firstWithheld = table.Chain.Expiries[analytics.Fit.FirstLiveExpiry + 3].FirstRow;
        for (var row = firstWithheld; row < table.Chain.RowCount; row++)
            Withhold(table.Chain, row);
        analytics.Refit(table.AsOf, table.Spot);
        TestContext.Out.WriteLine($"{start}: three expiries cover {analytics.Fit.Coverage:F4}");
        Assert.That(analytics.Fit.Coverage, Is.LessThan(0.80), "feature 1 must not be ready on this");
        Assert.That(analytics.Fit.Volatilities[table.Chain.RowCount - 1], Is.Not.NaN, "a fitted volatility exists all the same");
    }

    private static void Withhold(OptionChain chain, int row)
    {
        chain.SetImpliedVolatility(OptionChain.ContractOf(row, OptionRight.Call), double.NaN, default);
        chain.SetImpliedVolatility(OptionChain.ContractOf(row, OptionRight.Put), double.NaN, default);
    }
}
