using MiaIa.CboeFiles;
using MiaIa.Engine.Features;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Settings;
using MiaIa.Engine.Market;
using MiaIa.Replay;
using MiaIa.Replay.Tallies;
using MiaIa.V1;

namespace Golden.Noise;

/// <summary>
/// The same noise beside a real chain of 2023-06-09 that stands still: its quotes, volatilities and open interest are those of one
/// moment, as of the regular open, while spot follows the noise at a constant basis. Feature 1 speaks; no option trades, so feature
/// 8 has nothing to say. The figures are printed and stand in docs/noise.md; only what the design states of every score is held.
/// </summary>
[NonParallelizable]
public sealed class NoiseWithChainTests
{
    private const int Sessions = 10;
    private const long LiveFromNanos = 1_686_317_400 * UnixNanos.PerSecond; // 2023-06-09 09:30 New York
    private const double BasisPoints = 4.5;
    private const double VixPercent = 13.8;
    private const double VarianceShareMax = 0.70;

    private readonly ScoreTally _tally = new();
    private readonly List<long> _births = [];

    [OneTimeSetUp]
    public void PlayTenSessions()
    {
        var table = CboeTableReader.Read(Recorded.File("spx-chains/SPX_2023-06-09T1340ET_6062b854.csv.gz"));
        for (var seed = 1UL; seed <= Sessions; seed++)
            Play(seed, table);
        foreach (var line in NoiseReport.Lines(_tally, _births))
            TestContext.Progress.WriteLine(line);
    }

    [Test]
    public void The_gamma_feature_speaks_and_no_feature_rules_the_score()
    {
        Assert.That(_tally.Features[(int)FeatureId.GammaLevelsProximity].Ready, Is.GreaterThan(_tally.Evaluations / 2));
        foreach (var feature in _tally.Features)
            Assert.That(feature.VarianceShare, Is.LessThanOrEqualTo(VarianceShareMax), FeatureNames.Of(feature.Feature));
    }

    [Test]
    public void The_gamma_feature_grades_what_it_sees()
        => Assert.That(_tally.Features[(int)FeatureId.GammaLevelsProximity].Liveness, Is.EqualTo(Liveness.Alive));

    private void Play(ulong seed, CboeTable table)
    {
        var options = EngineOptions.From(new EngineSettings());
        var step = new EngineStep(options with { Instruments = [options.Instruments[0]] }, 1, new ReplayRun(1_000));
        var core = step.Lanes[0].Core;
        step.Attach(1, new Hello { Instrument = "ES", Contract = "ESU23_FUT_CME", Label = "REPLAY" }, LiveFromNanos - UnixNanos.PerSecond);
        List<OptionInput> chain = [.. TableInputs.Of(table, Underlying.Spx, OptionSource.Replay)];
        var second = 0;
        var session = new NoiseSession(seed, core, isMirrored: false, firstBid: (int)((table.Spot + BasisPoints) * 4))
        {
            LiveFromNanos = LiveFromNanos,
            EachSecond = (at, bid) =>
            {
                if (second++ == 0)
                    chain.ForEach(input => step.Take(AsOf(input, at), at.Value));
                step.Take(Print(Underlying.Spx, ((bid + 0.5) / 4) - BasisPoints, at), at.Value);
                if (second % 60 == 1)
                    step.Take(Print(Underlying.Vix, VixPercent, at), at.Value);
            },
        };
        session.Play(() => _tally.Add(core));
        _tally.Break();
        _births.Add(core.Counters.SignalsBorn);
    }

    // The chain as if it had been quoted now.
    private static OptionInput AsOf(OptionInput input, UnixNanos now)
    {
        var moved = input.Clone();
        if (moved.Listed is { } listed)
            listed.ObservedUnixUs = now.Micros;
        if (moved.Update is { } update)
            update.BaseUnixUs = now.Micros;
        if (moved.Print is { } print)
            print.ObservedUnixUs = now.Micros;
        return moved;
    }

    private static OptionInput Print(Underlying underlying, double points, UnixNanos at) => new()
    {
        Print = new UnderlyingPrint { Underlying = underlying, Points = points, ObservedUnixUs = at.Micros, Source = OptionSource.Replay },
    };
}
