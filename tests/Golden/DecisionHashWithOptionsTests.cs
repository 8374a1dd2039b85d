using System.Globalization;
using Golden.Beside;
using MiaIa.CboeFiles;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.Replay.Tallies;
using MiaIa.V1;
using NodaTime;

namespace Golden;

/// <summary>
/// The tapes of <see cref="DecisionHashTests"/> with options beside them, at the product's own coverage floor: features 1 and 8
/// speak, and what they say is in the hash. The made-up session has the simulator's made-up chain; the real hour, of a night on which no option
/// traded, a recorded chain two weeks younger, laid at the hour's level, and made-up trades in it. To renew a hash: as there.
/// </summary>
public sealed class DecisionHashWithOptionsTests : GoldenTapes
{
    private const double SyntheticBasis = 12.25;
    private const double SyntheticVix = 14.2;
    private const string SyntheticSignals = "born 4, raised 4, demoted 2, ended 4";
    private const string SyntheticHash = "b3d951b074a6e1ff";

    private const ulong TradesSeed = 5;

    private const string RealChain = "spx-chains/SPX_2024-01-07T1052ET_67e94fff.csv.gz";
    private const double RealHourFirstPoints = 4_808;
    private const double RealHourVix = 13.03; // VIX's close of the Friday before
    private const string RealHourSignals = "born 8, raised 9, demoted 9, ended 8";
    private const string RealHourHash = "5fdd872a8016c7f6";

    [Test]
    public void The_made_up_session_decides_as_it_always_did_twice_running()
    {
        var played = PlayMadeUp(Options());
        using var all = Assert.EnterMultipleScope();
        // 14 bars; 30 minutes of put/call.
        AssertOptionsSpeak(played, gammaFromSecond: 14 * 60, flowFromSecond: 30 * 60);
        // The generator's own count of what it wrote.
        Assert.That(played.Counters.TradeRecords, Is.EqualTo(Session.TradeRecords));
        Assert.That(played.Counters.Trades, Is.EqualTo(Session.Trades));
        Assert.That((played.Counters.BuyLots, played.Counters.SellLots), Is.EqualTo((Session.BuyLots, Session.SellLots)));
        Assert.That((played.Signals, played.Hash), Is.EqualTo((SyntheticSignals, SyntheticHash)));
        Assert.That(PlayMadeUp(Options()).Hash, Is.EqualTo(played.Hash));
    }

    [Test]
    public void The_real_hour_decides_as_it_always_did_twice_running()
    {
        var played = PlayRealHour(OfAQuietHour(Options()));
        using var all = Assert.EnterMultipleScope();
        // 14 bars; 15 minutes of option trades, the first of which comes at second 1, against 20 stored days.
        AssertOptionsSpeak(played, gammaFromSecond: 14 * 60, flowFromSecond: 1 + (15 * 60));
        // The data's own index.
        Assert.That(played.Counters.TradeRecords, Is.EqualTo(6_188));
        Assert.That(played.Counters.Trades, Is.EqualTo(2_973));
        Assert.That(played.Counters.Lots, Is.EqualTo(9_892));
        Assert.That((played.Book.BestBid.Price.Value * 0.25, played.Book.BestBid.Lots.Value), Is.EqualTo((4810.00, 22)));
        Assert.That((played.Book.BestAsk.Price.Value * 0.25, played.Book.BestAsk.Lots.Value), Is.EqualTo((4810.25, 28)));
        Assert.That((played.Signals, played.Hash), Is.EqualTo((RealHourSignals, RealHourHash)));
        Assert.That(PlayRealHour(OfAQuietHour(Options())).Hash, Is.EqualTo(played.Hash));
    }

    [TestCaseSource(nameof(Changes))]
    public void A_change_of_one_constant_changes_the_hash(string what, Func<InstrumentOptions, InstrumentOptions> change) =>
        Assert.That(PlayMadeUp(change(Options())).Hash, Is.Not.EqualTo(SyntheticHash), what);

    [Test]
    public void Another_volatility_index_and_other_option_trades_change_the_hash()
    {
        Assert.That(PlayMadeUp(Options(), vix: SyntheticVix + 0.1).Hash, Is.Not.EqualTo(SyntheticHash), "feature 1 reads VIX");
        Assert.That(PlayMadeUp(Options(), tradesSeed: TradesSeed + 1).Hash, Is.Not.EqualTo(SyntheticHash), "feature 8 reads what trades");
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Change(
            "feature 1: interest rate",
            o => o with { Chains = o.Chains with { Analytics = o.Chains.Analytics with { Rate = 0.041 } } }
        );
        yield return Change("feature 2: gain of the delta", o => o with { Features = o.Features with { DeltaGain = 2.21 } });
        yield return Change("feature 4: weight of a sweep", o => WithPatterns(o, p => p with { Sweep = new(0.21, 3) }));
        yield return Change(
            "feature 4: half-life of delta_divergence",
            o => WithPatterns(o, p => p with { DeltaDivergence = new(0.20, 4) })
        );

        static TestCaseData Change(string what, Func<InstrumentOptions, InstrumentOptions> change) =>
            new(what, change) { TestName = $"A_change_of_one_constant_changes_the_hash({what})" };

        static InstrumentOptions WithPatterns(InstrumentOptions o, Func<PatternOptions, PatternOptions> change) =>
            o with
            {
                Features = o.Features with { Patterns = change(o.Features.Patterns) },
            };
    }

    private static InstrumentOptions Options() => EngineOptions.From(new EngineSettings()).Instruments[0];

    // Both are looked at once a second, and stay ready once they are.
    private static void AssertOptionsSpeak(Played played, int gammaFromSecond, int flowFromSecond)
    {
        Assert.That(played.Counters.OptionEvents, Is.EqualTo(played.Told), "every option input reached the core");
        Assert.That(
            played.SecondsBefore(FeatureId.GammaLevelsProximity),
            Is.EqualTo(gammaFromSecond - 1),
            "seconds before feature 1 is ready"
        );
        Assert.That(played.SecondsBefore(FeatureId.OptionsFlowBias), Is.EqualTo(flowFromSecond - 1), "seconds before feature 8 is ready");
        Assert.That(played.Strengths(FeatureId.GammaLevelsProximity), Is.GreaterThan(20));
        Assert.That(played.Strengths(FeatureId.OptionsFlowBias), Is.GreaterThan(20));
    }

    private Played PlayMadeUp(InstrumentOptions options, double vix = SyntheticVix, ulong tradesSeed = TradesSeed) =>
        Play(
            Session.ScidPath,
            Session.DepthPath,
            options,
            null,
            0,
            (step, run) =>
                new OptionsBesideTape(step, OptionSource.Synthetic, run)
                {
                    ChainAt = at => MadeUpChain.Inputs(6_000 - SyntheticBasis, at),
                    BasisPoints = SyntheticBasis,
                    VolatilityPercent = vix,
                    TradesSeed = tradesSeed,
                    IsIndexPrinted = true,
                }
        );

    private static Played PlayRealHour(InstrumentOptions options)
    {
        var table = CboeTableReader.Read(Recorded.File(RealChain));
        var afternoon = NewYorkTime.At(new LocalDate(2023, 12, 22), new LocalTime(15, 0));
        return Play(
            RecordedHour.ScidPath,
            RecordedHour.DepthPath,
            options,
            afternoon,
            (int)(RealHourFirstPoints * 4),
            (step, run) =>
                new OptionsBesideTape(step, OptionSource.Replay, run)
                {
                    ChainAt = at =>
                        [
                            .. TableInputs.From(table, Underlying.Spx, OptionSource.Replay).Select(input => OptionWords.AsOf(input, at)),
                            OptionWords.TwentyDays(Underlying.Spx, new LocalDate(2023, 11, 23), 18 * 60),
                        ],
                    BasisPoints = RealHourFirstPoints - table.Spot,
                    VolatilityPercent = RealHourVix,
                    TradesSeed = TradesSeed,
                    IsIndexPrinted = false,
                }
        );
    }

    private static Played Play(
        string scid,
        string depth,
        InstrumentOptions options,
        UnixNanos? basisFrom,
        int bidTicks,
        Func<EngineState, ReplayRun, OptionsBesideTape> beside
    )
    {
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(
            new SierraSelection(scid, new EngineOptions([options], EngineOptions.BuildVersion)) { DepthPaths = [depth] },
            run
        );
        var told = beside(source.Cores, run);
        told.Begin(basisFrom, bidTicks);
        source.Play(told, CancellationToken.None);
        return new Played(run.Tallies.Single(), told.Told, source.Cores.DecisionHash.ToString("x16", CultureInfo.InvariantCulture));
    }

    private sealed record Played(InstrumentTally Tally, long Told, string Hash)
    {
        public string Signals => SignalsOf(Tally);

        public CoreCounters Counters => Tally.Instrument.Core.Counters;

        public BookSnapshot Book => Tally.Instrument.Core.Book;

        public long SecondsBefore(FeatureId feature) => Tally.Score.Evaluations - Tally.Score.Features[(int)feature].Ready;

        public int Strengths(FeatureId feature) => Tally.Score.Features[(int)feature].Strengths;
    }
}
