using MiaIa.CboeFiles;
using MiaIa.CboeFiles.Tests;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Tests.Support;
using NodaTime;

namespace MiaIa.Engine.Tests.Features;

/// <summary>gamma_levels_proximity on recorded chains: against its slow recomputation, and over a recorded day.</summary>
public sealed class RealChainTests
{
    [TestCase("SPX_2023-06-09")]
    [TestCase("SPX_2022-07-12")]
    public void It_equals_its_recomputation_on_the_expiries_of_two_months(string table)
    {
        var path = RealTables.Find(table);
        var read = CboeTableReader.Read(path);
        var asOf = read.AsOf.Value / UnixNanos.PerMilli;
        var last = NewYorkTime.From(read.AsOf).Date.PlusDays(60);
        var contracts = RawTable.Read(path, asOf / 1e3, read.Spot).Where(c => c.Date <= last).ToList();
        var feed = new OptionFeed();
        feed.List(contracts);
        var values = new HashSet<double>();
        var tape = OptionMorning.Tape(1, asOf, 24 * 60, read.Spot, contracts, isStirred: false);
        var compared = GammaLevelsAgainstNaiveTests.Compare(feed, new NaiveGamma(), tape, every: 211, values);
        TestContext.Out.WriteLine(
            $"{table}: {contracts.Count} contracts, {compared} compared, coverage {feed.Core.Levels.ChainCoverage:F4}"
        );
        Assert.That(compared, Is.GreaterThan(5));
        Assert.That(values, Has.Count.GreaterThan(4));
    }

    [TestCase("SPX_2023-06-09", "ESM23", 13.65)]
    [TestCase("SPX_2023-09-14", "ESU23", 13.48)]
    public void Over_a_recorded_day_it_is_no_constant_and_rarely_at_its_ends(string table, string bars, double vix)
    {
        var day = LocalDate.FromDateTime(DateTime.ParseExact(table[4..], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var (tape, contracts, asOf) = RealDay.Of(table, bars, day, vix);
        var feed = new OptionFeed(source: ChainSource.Replay, isLabelled: true);
        feed.List(contracts, freshNanos: 86_400 * UnixNanos.PerSecond);
        feed.Beat(tape[0].Millis - 1_000);
        feed.Update(contracts, asOf);
        var (values, largestJump) = (new List<double>(), 0.0);
        var before = default(FeatureReading);
        foreach (var e in tape)
        {
            feed.Play(e);
            var now = feed[FeatureId.GammaLevelsProximity];
            if (e.Price == 0 || !now.IsValid)
                continue;
            largestJump = before.IsValid ? Math.Max(largestJump, Math.Abs(now.Value - before.Value)) : largestJump;
            before = now;
            if (e.Millis % 300_000 == 295_300)
                values.Add(now.Value);
        }

        Print(table, values, largestJump, feed);
        Assert.That(values, Has.Count.GreaterThan(70), feed[FeatureId.GammaLevelsProximity].Reason);
        Assert.That(values.Select(v => Math.Round(v, 3)).Distinct().Count(), Is.GreaterThan(values.Count / 2));
        Assert.That(values.Count(v => Math.Abs(v) > 0.95) / (double)values.Count, Is.LessThan(0.10));
        var mean = values.Average();
        Assert.That(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), Is.GreaterThan(0.05));
    }

    private static void Print(string table, List<double> values, double largestJump, OptionFeed feed)
    {
        var sorted = values.Order().ToList();
        double At(double share) => sorted[(int)Math.Round(share * (sorted.Count - 1))];
        var levels = feed.Core.Levels;
        TestContext.Out.WriteLine(
            $"{table}: {values.Count} readings at the ends of 5-minute bars: min {At(0):F3}, p10 {At(0.1):F3}, p25 {At(0.25):F3}, median {At(0.5):F3}, "
                + $"p75 {At(0.75):F3}, p90 {At(0.9):F3}, max {At(1):F3}; |s| > 0.95 on {values.Count(v => Math.Abs(v) > 0.95)}; "
                + $"largest move from one trade to the next (5 s apart) {largestJump:F3}; coverage {levels.ChainCoverage:F3}; at the end: "
                + string.Join(", ", Enum.GetValues<Engine.Pipeline.DrawnLevel>().Take(8).Select(l => $"{l} {levels.TicksOf(l) * 0.25:F1}"))
        );
    }
}
