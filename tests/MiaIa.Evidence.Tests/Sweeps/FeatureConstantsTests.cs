using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>Constants of features in a plan are settings: their own reader takes and refuses them.</summary>
public sealed class FeatureConstantsTests
{
    private static readonly InstrumentOptions Es = InstrumentOptions.Es;

    private static IEnumerable<string> All => FeatureConstants.All;

    [TestCaseSource(nameof(All))]
    public void Each_moves_what_its_name_says_and_touches_the_features_that_hang_on_it(string name)
    {
        var own = DaySettings.Of("");
        // Something that is allowed, whatever it is, and not what the product has.
        var value =
            FeatureConstants.IsWhole(name) ? (name.Contains("Depth", StringComparison.Ordinal) ? 3 : 777)
            : name.Contains("Slope", StringComparison.Ordinal) ? 8.5
            : 0.123;
        if (name.EndsWith("HalfLifeBars", StringComparison.Ordinal))
            value = 77;
        if (name.EndsWith("LargePrintLots", StringComparison.Ordinal))
            value = 77;
        if (FeatureConstants.WordsOf(name).Count > 0)
            value = name.EndsWith("Backup", StringComparison.Ordinal) ? 0 : 1;
        var moved = DaySettings.Of("", FeatureConstants.VersionOf("ES", [(name, value), ("stop_ticks", 3)]).Settings);
        var differences = own.DifferencesTo(moved);
        Assert.That(differences, Is.Not.Empty.And.All.StartsWith("ES."), "of this instrument, and of no other");
        var touched = differences.Aggregate(0, (all, line) => all | KeptConstants.TouchedBy(line.Replace(' ', '=')));
        Assert.That(
            Enumerable.Range(0, FeatureNames.Count).Where(feature => FeatureConstants.Touches(name, (FeatureId)feature)),
            Is.EqualTo(KeptParts.In(touched).Where(part => part != KeptParts.Tape)).And.Not.Empty
        );
    }

    [Test]
    public void Sets_with_the_same_constants_share_their_readings()
    {
        var plan = new SweepPlan(
            "ES",
            SetDesignKind.Grid,
            100,
            1,
            [List("features.LargePrintLots", 50, 80), List("stop_ticks", 6, 9), List("features.SlopeFloorTicks", 6.5, 7)]
        );
        var design = SetDesign.Of(plan, Es);
        Assert.That(design.VersionOf, Is.EqualTo([0, 1, 0, 1, 2, 3, 2, 3]));
        Assert.That(
            design.Versions.Select(version => string.Join(' ', version.Settings)),
            Is.EqualTo([
                "Instruments:ES:LargePrintLots=50 Instruments:ES:SlopeFloorTicks=6.5",
                "Instruments:ES:LargePrintLots=50 Instruments:ES:SlopeFloorTicks=7",
                "Instruments:ES:LargePrintLots=80 Instruments:ES:SlopeFloorTicks=6.5",
                "Instruments:ES:LargePrintLots=80 Instruments:ES:SlopeFloorTicks=7",
            ])
        );
        Assert.That(design.Sets.Select(set => set.Signals.StopTicks), Is.EqualTo([6, 6, 9, 9, 6, 6, 9, 9]));
        Assert.That(plan.VersionOf(Es, 7).Settings, Is.EqualTo(design.Versions[2].Settings));
        Assert.That(plan.VersionOf(Es, 0), Is.EqualTo(FeatureVersion.AsSet));
        // A feature that no constant of the plan touches is one look, however many versions there are.
        var constants = design.ConstantsOfFeatures(plan);
        Assert.That(
            constants.Select(of => of[(int)FeatureId.SmartMoneyStrength]),
            Is.EqualTo(["LargePrintLots 50", "LargePrintLots 50", "LargePrintLots 80", "LargePrintLots 80"])
        );
        Assert.That(constants.Select(of => of[(int)FeatureId.OrderBookImbalance]), Is.All.Empty);
    }

    [Test]
    public void What_the_settings_would_refuse_is_left_out_and_counted()
    {
        var plan = new SweepPlan(
            "ES",
            SetDesignKind.Grid,
            100,
            1,
            [List("features.LargePrintLots", 50, 80), List("features.BlockPrintLots", 60, 90)]
        );
        var design = SetDesign.Of(plan, Es);
        Assert.That((design.Sets.Count, design.Versions.Count, design.Refused), Is.EqualTo((3, 3, 1)));
        Assert.That(design.Refusal, Does.Contain("BlockPrintLots 60 is below LargePrintLots 80"));
        var none = plan with { Parameters = [List("features.BookDepthLevels", 11)] };
        Assert.That(
            () => SetDesign.Of(none, Es),
            Throws
                .TypeOf<EvidenceException>()
                .With.Message.Contains("Instruments:ES:BookDepthLevels = '11' (from the plan): allowed")
                .And.Message.Contains("10")
        );
    }

    [TestCase("features.LargePrintLot", "features.LargePrintLots")]
    [TestCase("features.largeprintlots", "features.LargePrintLots")]
    [TestCase("LargePrintLots", "features.LargePrintLots")]
    [TestCase("features.Patterns:swep:Weight", "features.Patterns:sweep:Weight")]
    [TestCase("weights.vwap_trend", "weights.vwap_trend_signal")]
    public void A_name_that_is_none_is_told_with_the_nearest(string name, string near) =>
        Assert.That(
            () => PlanReader.Read($"parameters:\n  {name}: 3", "plan"),
            Throws
                .TypeOf<EvidenceException>()
                .With.Message.Contains($"line 2: there is no parameter {name}; the nearest are")
                .And.Message.Contains(near)
        );

    [Test]
    public void Words_are_told_as_words_and_are_those_of_the_settings()
    {
        var plan = PlanReader.Read(
            """
            parameters:
              features.Dealers: [ShortCallsLongPuts, LongCallsShortPuts]
              features.OptionBackup: NONE
              features.OptionIndex: [SPX, NDX]
            """,
            "plan"
        );
        var design = SetDesign.Of(plan, Es);
        Assert.That(design.Versions, Has.Count.EqualTo(4), "the settings have each of them");
        Assert.That(
            design.Versions[1].Settings,
            Is.EqualTo(["Instruments:ES:Dealers=ShortCallsLongPuts", "Instruments:ES:OptionBackup=NONE", "Instruments:ES:OptionIndex=NDX"])
        );
        var chains = DaySettings.Of("", design.Versions[1].Settings).Instruments.Single(one => one.Name == "ES").Chains;
        Assert.That(
            (chains.Index, chains.Backup, chains.Analytics.Dealers),
            Is.EqualTo((IndexSymbol.Ndx, IndexSymbol.None, DealerPosition.ShortCallsLongPuts))
        );
        Assert.That(FeatureConstants.Told("features.OptionIndex", design.Values[1][2]), Is.EqualTo("NDX"));
        Assert.That(
            design.ConstantsOfFeatures(plan)[1][(int)FeatureId.GammaLevelsProximity],
            Is.EqualTo("Dealers ShortCallsLongPuts, OptionIndex NDX")
        );
        Assert.That(FeatureConstants.Told("features.LargePrintLots", 50), Is.EqualTo(50.0));
    }

    [TestCase("features.Dealers: Short", "line 1: features.Dealers = Short: allowed: ")]
    [TestCase("features.Dealers: 1", "line 1: features.Dealers = 1: allowed: ")]
    [TestCase("features.OptionIndex: {from: 0, to: 1}", "features.OptionIndex is a word or a list of words: SPX, NDX")]
    public void A_word_that_is_none_is_told_with_those_that_are(string line, string what) =>
        Assert.That(
            () => PlanReader.Read($"parameters: {{{line}}}", "plan"),
            Throws.TypeOf<EvidenceException>().With.Message.Contains(what)
        );

    [Test]
    public void Contracts_are_whole() =>
        Assert.That(
            () => PlanReader.Read("parameters: {features.LargePrintLots: 50.5}", "plan"),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("features.LargePrintLots is a whole number, and 50.5 is none")
        );

    private static PlanParameter List(string name, params double[] values) => new(name, values, 0, 0);
}
