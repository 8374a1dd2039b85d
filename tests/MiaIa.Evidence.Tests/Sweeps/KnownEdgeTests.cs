using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;
using MiaIa.Evidence.Tests.Screening;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>A market whose edge is known is found with its size and its sign; one without is not found more often than chance finds one.</summary>
public sealed class KnownEdgeTests
{
    private static readonly InstrumentOptions Es = InstrumentOptions.Es;
    private static readonly TradeCosts Costs = new(1250, 215);

    [TestCase(0.52, TestName = "A drift along the calls is found with its size")]
    [TestCase(0.48, TestName = "A drift against the calls is found with its size")]
    [TestCase(0.50, TestName = "Without a drift a trade loses its costs, no more and no less")]
    public void The_size_of_an_edge_is_the_one_that_the_gambler_s_ruin_gives(double up)
    {
        var market = new MadeUpMarket(up, Days: 60, Calls: 24);
        var expected = market.ExpectedCents(8, 16, 1250, 215);
        var trades = Trades(market, seed: 11);
        var mean = MeanInterval.Of([.. trades.Select(trade => trade.Cents)], 1);
        TestContext.Out.WriteLine(
            $"expected {expected:0} cents a trade, found {mean.Value:0} [{mean.Low:0} to {mean.High:0}] of {mean.Count}"
        );
        Assert.That(mean.Count, Is.EqualTo(60 * 24));
        Assert.That(expected, Is.InRange(mean.Low!.Value, mean.High!.Value));
        // Its sign as well, where there is one to be found.
        if (up != 0.5)
            Assert.That((mean.Low > 0, mean.High < 0), Is.EqualTo((up > 0.5, up < 0.5)));
    }

    [Test]
    public void Surrogates_tell_an_edge_from_none()
    {
        var found = Surrogate(new MadeUpMarket(0.53, Days: 20, Calls: 20), seed: 5, count: 499);
        var against = Surrogate(new MadeUpMarket(0.47, Days: 20, Calls: 20), seed: 5, count: 499);
        foreach (var (with, without) in found.Zip(against))
        {
            // Twenty days meet twenty days' prices in twenty ways, of which the best is a twentieth.
            Assert.That(with.Chance, with.Kind == SurrogateKind.Days ? Is.EqualTo(0.05) : Is.LessThan(0.01), $"{with.Kind}: {with}");
            Assert.That(without.Chance, Is.GreaterThan(0.9), $"{without.Kind}: {without}");
        }
    }

    [TestCase(SurrogateKind.Signs)]
    [TestCase(SurrogateKind.Days)]
    [TestCase(SurrogateKind.Minutes)]
    public void Of_two_hundred_markets_without_an_edge_a_twentieth_looks_as_if_it_had_one(SurrogateKind kind)
    {
        const int Markets = 200;
        var market = new MadeUpMarket(0.5, Days: 24, Calls: 4);
        var found = Enumerable
            .Range(0, Markets)
            .AsParallel()
            .Count(seed => RunOf(market, 1_000UL + (ulong)seed, 199, (ulong)seed).ResultOf(kind).Chance <= 0.05);
        TestContext.Out.WriteLine($"{kind}: {found} of {Markets}");
        // Binomial with 200 and 0.05: 10 ± 3.1, and 2 to 20 in 999 of 1,000. Equal means count as "at least as much", so that it may be fewer.
        Assert.That(found, Is.InRange(2, 20));
    }

    [Test]
    public async Task A_sweep_over_noise_says_that_luck_may_have_made_its_best_set()
    {
        var result = await SweepAsync(new MadeUpMarket(0.5, Days: 40, Calls: 12), seed: 3);
        var best = SetOf(result);
        Assert.That(best.BeatsLuck, Is.LessThan(0.95));
        Assert.That(result.Verdict, Has.Some.Contains("luck alone may have made it"));
        // What screening may have cost: the count is no bound, and what was measured is told with its share.
        var cost = result.Winners.Aggregate(default(GridCost), (sum, winner) => sum + winner.Grid);
        Assert.That(
            result.Verdict,
            Has.One.Contains("this is no upper bound")
                .And.Contains($"they bore {cost.Both + cost.Missed} signals, of which screening missed {cost.Missed} (")
        );
        Assert.That(result.SetsTried, Is.EqualTo(24));
        Assert.That(result.EffectiveTrials, Is.InRange(1, 24));
    }

    [Test]
    public async Task A_sweep_over_an_edge_says_that_it_is_more_than_luck()
    {
        var result = await SweepAsync(new MadeUpMarket(0.55, Days: 40, Calls: 12), seed: 3);
        Assert.That(SetOf(result).BeatsLuck, Is.GreaterThan(0.95));
        Assert.That(result.Verdict, Has.Some.Contains("more than luck"));
        Assert.That(result.Sets[0].Won.CoinAtLeast, Is.LessThan(0.05));
    }

    [Test]
    public async Task A_sweep_over_few_days_never_says_that_it_is_more_than_luck()
    {
        var result = await SweepAsync(new MadeUpMarket(0.6, Days: 19, Calls: 12), seed: 3);
        Assert.That(result.Winners[0].BeatsLuck, Is.GreaterThan(0.95), "so that it is the days that keep it from saying so");
        var trades = result.Winners[0].Result.Won.Count;
        Assert.That(result.Verdict, Has.One.StartsWith($"{trades} trades on 19 days are too few to tell skill from luck"));
        Assert.That(result.Verdict, Has.None.Contains("more than luck"));
        Assert.That(SweepPage.Of(result), Does.Contain("too few to tell skill from luck"));
    }

    [Test]
    public void The_line_over_features_finds_the_one_that_knows_and_no_other()
    {
        var random = new RandomBits(8);
        var days = new MadeUpMarket(0.55, Days: 30, Calls: 24).Make(4);
        foreach (var day in days)
        {
            // The nine others say something, too, and know nothing.
            var grid = day.Seconds();
            for (var feature = 0; feature < FeatureNames.Count; feature++)
            {
                for (var i = 0; feature != (int)MadeUpMarket.Caller && i < grid.Count; i++)
                    grid.Values[feature][i] = (random.Below(2001) - 1000) / 1000.0;
            }
        }

        var line = FeatureLine.Of([.. days.Select(day => FeatureLine.OfDay(day.Seconds(), 900))], [new string[FeatureNames.Count]], 1);
        Assert.That(
            line.Where(one => one.IsDiscovery).Select(one => one.Feature),
            Is.EqualTo(new[] { FeatureNames.Of(MadeUpMarket.Caller) })
        );
        Assert.That(line[(int)MadeUpMarket.Caller].Correlation, Is.GreaterThan(0));
    }

    private static WinnerResult SetOf(SweepResult result)
    {
        Assert.That(result.Winners, Is.Not.Empty);
        return result.Winners[0];
    }

    private static async Task<SweepResult> SweepAsync(MadeUpMarket market, ulong seed)
    {
        var plan = new SweepPlan(
            "ES",
            SetDesignKind.Grid,
            100,
            1,
            [
                new("weights.vwap_trend_signal", [1], 0, 0),
                new("stop_ticks", [6, 8, 10, 12], 0, 0),
                new("target_ticks", [8, 12, 16], 0, 0),
                new("hold_ms", [0, 5_000], 0, 0),
            ]
        );
        // The other weights are 0, so that the one that calls has them all.
        var alone = Es with
        {
            Confluence = Es.Confluence with { Weights = Weights() },
        };
        var sweep = new Sweep(plan, alone, KeptVersions.Of([.. market.Make(seed).Select(AtEverySecond)]), new TrialsHere());
        return (await sweep.RunAsync(CancellationToken.None))!;
    }

    // At every change is at every second here.
    private static KeptDay AtEverySecond(KeptDay day) => day with { Rows = () => [MadeUpGrid.BlockWithTape(day.Seconds())] };

    private static SurrogateResult[] Surrogate(MadeUpMarket market, ulong seed, int count)
    {
        var run = RunOf(market, seed, count, 9);
        return [.. Enum.GetValues<SurrogateKind>().Select(run.ResultOf)];
    }

    private static SurrogateRun RunOf(MadeUpMarket market, ulong seed, int count, ulong draw)
    {
        var grids = market.Make(seed).Select(day => day.Seconds()).ToArray();
        SurrogateDay[] days = [.. grids.Select(grid => new SurrogateDay(grid, GridScreen.Run(grid, [Set()], Costs)[0]))];
        var run = new SurrogateRun(days, Set(), count, draw);
        for (var day = 0; day < grids.Length; day++)
            run.Play(day, new(grids[day], Costs), CancellationToken.None);
        return run;
    }

    private static List<SetTrade> Trades(MadeUpMarket market, ulong seed) =>
        [.. market.Make(seed).SelectMany(day => GridScreen.Run(day.Seconds(), [Set()], Costs)[0].Trades)];

    private static ParameterSet Set() => new(1, new ConfluenceOptions { Weights = Weights() }, new());

    private static double[] Weights()
    {
        var weights = new double[FeatureNames.Count];
        weights[(int)MadeUpMarket.Caller] = 1;
        return weights;
    }
}
