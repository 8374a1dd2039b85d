using System.Globalization;
using MiaIa.Engine.Paper;
using MiaIa.Evidence.Statistics;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

/// <summary>The values were recomputed twice by others; see statistics/vectors.md in the recorded data.</summary>
public sealed class KnownAnswersTests
{
    [Test]
    public void The_expected_maximum_of_a_hundred_trials() =>
        Assert.That(SharpeOdds.ExpectedMaximum(100), Is.EqualTo(2.5306028932016846).Within(1e-12));

    [Test]
    public void What_luck_makes_of_a_hundred_trials() =>
        Assert.That(SharpeOdds.OfLuck(0.5 / 250, 100), Is.EqualTo(0.11317200186513214).Within(1e-13));

    [Test]
    public void The_deflated_ratio_of_a_skewed_sample() =>
        Assert.That(SharpeOdds.Deflated(2.5 / Math.Sqrt(250), 0.5 / 250, 100, 1250, -3, 10), Is.EqualTo(0.9003968344493904).Within(1e-12));

    [Test]
    public void The_probabilistic_ratio_of_two_years_of_months() =>
        Assert.That(SharpeOdds.Probabilistic(1.585 / Math.Sqrt(12), 0, 24, -2.448, 10.164), Is.EqualTo(0.9132343068848602).Within(1e-12));

    [Test]
    public void The_years_until_a_ratio_is_believed() =>
        Assert.That(
            SharpeOdds.PeriodsNeeded(2 / Math.Sqrt(250), 1 / Math.Sqrt(250), 0, 3) / 250,
            Is.EqualTo(2.731187801728174).Within(1e-11)
        );

    [Test]
    public void The_variance_of_trials_is_that_of_a_sample()
    {
        var variance = SharpeOdds.Variance([3.5, 1.01, 1.02]);
        Assert.That(SharpeOdds.Deflated(1.14, variance, 3, 250, 0, 3), Is.EqualTo(0.152375).Within(5e-7));
        Assert.That(SharpeOdds.Deflated(1.14, variance * 2 / 3, 3, 250, 0, 3), Is.EqualTo(0.958366).Within(5e-7));
    }

    [Test]
    public void Sharpe_and_Sortino_of_a_day()
    {
        double[] sharpe = [.259, .198, .364, -.081, .057, .055, .188, .317, .24, .184, -.01, .526];
        double[] sortino = [.17, .15, .23, -.05, .12, .09, .13, -.04];
        Assert.That(DayRatios.Sharpe(sharpe, 0.05).Value, Is.EqualTo(0.834364).Within(5e-7));
        Assert.That(DayRatios.Sortino(sortino).Value, Is.EqualTo(4.417261).Within(5e-7));
    }

    [Test]
    public void The_overfitting_of_a_small_table()
    {
        var rows = File.ReadAllLines(Recorded.File("statistics/pbo-8x4.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var odds = OverfittingOdds.Of([.. Enumerable.Range(0, 4).Select(set => rows.Select(row => row[set]).ToArray())], 4)!;
        double[] expected = [1.3863, -0.4055, -1.3863, 0.4055, -1.3863, 1.3863];
        Assert.That(odds.Logits, Is.EqualTo(expected).Within(5e-5));
        Assert.That(odds.Probability, Is.EqualTo(0.5));
    }

    [Test]
    public void The_break_even_of_a_bracket_after_costs()
    {
        Assert.That(100 * BreakEven.Rate(8, 16, 1, 1250, 215), Is.EqualTo(37.4).Within(0.05));
        Assert.That(100 * BreakEven.Rate(8, 16, 1, 125, 57), Is.EqualTo(39.6).Within(0.05));
    }
}
