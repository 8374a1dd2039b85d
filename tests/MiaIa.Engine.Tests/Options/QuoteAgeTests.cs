using MiaIa.CboeFiles;
using MiaIa.CboeFiles.Tests;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Tests.Options;

/// <summary>
/// Row 59 of the faults: old quotes beside a new spot. A forward made of both glues every level to the old spot, while everything says that it is
/// well known.
/// </summary>
public sealed class QuoteAgeTests
{
    private static readonly double[] Moves = [-0.02, -0.005, 0.005, 0.02];

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Fault_59_a_table_fitted_again_beside_a_moved_spot_says_what_repricing_says(string start)
    {
        var table = CboeTableReader.Read(RealTables.Find(start));
        foreach (var move in Moves)
            SaysTheSame(() => new OptionAnalytics(table.Chain), table, move);
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Fault_59_lines_that_are_silent_since_the_spot_moved_say_what_repricing_says(string start)
    {
        var table = CboeTableReader.Read(RealTables.Find(start));
        for (var contract = 0; contract < 2 * table.Chain.RowCount; contract++)
            table.Chain.SetQuote(contract, table.Chain.Bids[contract], table.Chain.Asks[contract], table.AsOf);
        foreach (var move in Moves)
            SaysTheSame(() => Seen(table), table, move);
    }

    private static OptionAnalytics Seen(CboeTable table)
    {
        var analytics = new OptionAnalytics(table.Chain);
        for (var contract = 0; contract < 2 * table.Chain.RowCount; contract++)
            analytics.Fit.SeeQuote(contract, table.Spot);
        return analytics;
    }

    /// <summary>Half a quote is renewed, too: the side that a line brought last, beside the spot of now.</summary>
    private static void SaysTheSame(Func<OptionAnalytics> begin, CboeTable table, double move)
    {
        var (later, spot) = (UnixNanos.Trusted(table.AsOf.Value + UnixNanos.PerMinute), (1 + move) * table.Spot);
        var (fitted, repriced) = (begin(), begin());
        fitted.Refit(table.AsOf, table.Spot);
        repriced.Refit(table.AsOf, table.Spot);
        for (var contract = 0; contract < 2 * table.Chain.RowCount; contract += 2)
            fitted.Fit.SeeQuote(contract, spot);
        fitted.Refit(later, spot);
        repriced.Reprice(later, spot);
        foreach (var (one, other) in new[] { (fitted.AllExpiries, repriced.AllExpiries), (fitted.FirstExpiry, repriced.FirstExpiry) })
        {
            var (h, expected) = (Regime(one), Regime(other));
            TestContext.Out.WriteLine(
                $"{table.AsOf} {move:P1} {one.Scope}: zero gamma {one.ZeroGamma.Nearest:F1} of {other.ZeroGamma.Nearest:F1}, h {h:F3} of {expected:F3}"
            );
            // A strike that spot has passed changes from its call's volatility to its put's, and a minute has passed.
            Assert.That(one.ZeroGamma.Nearest, Is.EqualTo(other.ZeroGamma.Nearest).Within(3), $"{move} {one.Scope}");
            Assert.That(h, Is.EqualTo(expected).Within(0.02), $"{move} {one.Scope}");
        }
    }

    private static double Regime(GexProfile profile) => Math.Clamp(profile.Net / profile.Gross / 0.10, -1, 1);
}
