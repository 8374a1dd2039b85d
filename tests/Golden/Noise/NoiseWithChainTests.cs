using MiaIa.CboeFiles;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Replay.Tallies;

namespace Golden.Noise;

/// <summary>
/// The same noise beside a real chain of 2023-06-09 that stands still. Feature 1 speaks; no option trades, so feature
/// 8 has nothing to say. The limits are those without a chain; the figures are printed and stand in docs/noise.md.
/// </summary>
[NonParallelizable]
public sealed class NoiseWithChainTests
{
    private const int Sessions = 10;
    private const double GoodShareMax = 0.02;
    private const double BirthsMeanMax = 9;
    private const int BirthsMax = 17;
    private const double VarianceShareMax = 0.70;

    private readonly ScoreTally _tally = new();
    private readonly FactorTally _factors = new();
    private readonly List<long> _births = [];

    [OneTimeSetUp]
    public void PlayTenSessions()
    {
        var chain = ChainOf("2023-06-09T1340ET_6062b854", 1_686_317_400, vixPercent: 13.8);
        for (var seed = 1UL; seed <= Sessions; seed++)
        {
            _births.Add(chain.Play(seed, Add).Counters.SignalsBorn);
            _tally.Break();
        }

        foreach (var line in NoiseReport.Lines(_tally, _births).Concat(NoiseReport.Lines(_factors)))
            TestContext.Progress.WriteLine(line);
    }

    [Test]
    public void Good_or_better_is_rare() => Assert.That(_tally.ShareOf(Tier.Good), Is.LessThanOrEqualTo(GoodShareMax));

    [Test]
    public void Few_signals_are_born()
    {
        Assert.That(_births.Average(), Is.LessThanOrEqualTo(BirthsMeanMax));
        Assert.That(_births.Max(), Is.LessThanOrEqualTo(BirthsMax));
    }

    [Test]
    public void The_gamma_feature_speaks_and_no_feature_rules_the_score()
    {
        Assert.That(_tally.Features[(int)FeatureId.GammaLevelsProximity].Ready, Is.GreaterThan(_tally.Evaluations / 2));
        foreach (var feature in _tally.Features)
            Assert.That(feature.VarianceShare, Is.LessThanOrEqualTo(VarianceShareMax), FeatureNames.Of(feature.Feature));
    }

    [Test]
    public void The_gamma_feature_grades_what_it_sees() =>
        Assert.That(_tally.Features[(int)FeatureId.GammaLevelsProximity].Liveness, Is.EqualTo(Liveness.Alive));

    // One chain that stands still has one regime, and levels that the walk may never reach; four recorded ones have them all.
    [Test]
    public void Every_inner_factor_of_the_gamma_feature_and_the_pin_take_more_than_one_strength_over_four_chains()
    {
        ChainOf("2022-07-12T1155ET_ca757afd", 1_657_632_600, vixPercent: 27.3).Play(1, _factors.Add);
        ChainOf("2023-09-14T1631ET_247c61d2", 1_694_698_200, vixPercent: 12.8).Play(1, _factors.Add);
        ChainOf("2024-01-07T1052ET_67e94fff", 1_704_465_000, vixPercent: 13.4).Play(1, _factors.Add);
        foreach (var line in NoiseReport.Lines(_factors))
            TestContext.Progress.WriteLine(line);
        using var all = Assert.EnterMultipleScope();
        Assert.That(_factors.Unlike, Is.Empty);
        foreach (var name in new[] { "u", "v", "m", "p(CW)", "p(CW), first expiry", "p(PW)", "p(PW), first expiry", "W", "Z", "A" })
            Assert.That(_factors.StrengthsOf(FeatureId.GammaLevelsProximity, name), Is.GreaterThan(1), name);
        Assert.That(_factors.StrengthsOf(FeatureId.SierraPatternStrength, "gamma_pin"), Is.GreaterThan(1), "gamma_pin");
    }

    private void Add(EngineCore core)
    {
        _tally.Add(core);
        _factors.Add(core);
    }

    private static NoiseBesideChain ChainOf(string table, long openSeconds, double vixPercent) =>
        new(CboeTableReader.Read(Recorded.File($"spx-chains/SPX_{table}.csv.gz")), openSeconds * UnixNanos.PerSecond, vixPercent);
}
