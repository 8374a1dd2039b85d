using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>The shares of the score, and the life of signals, are settings as everything is that a sweep may find.</summary>
public sealed class WeightSettingsTests
{
    [Test]
    public void Each_weight_reaches_its_own_feature([Values] FeatureId feature)
    {
        // All of the score is this feature's.
        var weights = Enum.GetValues<FeatureId>().Select(one => $"--Instruments:ES:Weights:{one}={(one == feature ? 1 : 0)}");
        var set = Load([.. weights]);
        Assert.That(set.Problems, Is.Empty);
        var es = EngineOptions.From(set.Settings!).Instruments[0];
        Assert.That(es.Confluence.Weights, Is.EqualTo(Enum.GetValues<FeatureId>().Select(one => one == feature ? 1.0 : 0)));
    }

    [Test]
    public void Every_feature_has_one_by_its_name() =>
        Assert.That(typeof(WeightSettings).GetProperties().Select(property => property.Name), Is.EqualTo(Enum.GetNames<FeatureId>()));

    [Test]
    public void Ten_decimals_that_sum_to_one_are_taken()
    {
        var names = Enum.GetNames<FeatureId>();
        // In binary these ten sum to 0.9999999999999999.
        var set = Load([.. names.Select(name => $"--Instruments:ES:Weights:{name}=0.1")]);
        Assert.That(set.Problems, Is.Empty);
        Assert.That(EngineOptions.From(set.Settings!).Instruments[0].Confluence.Weights, Is.All.EqualTo(0.1));
    }

    [Test]
    public void Weights_that_do_not_sum_to_one_are_refused_with_what_they_sum_to()
    {
        var problem = Load("--Instruments:ES:Weights:VwapTrendSignal=0.2").Problems.Single();
        Assert.That(
            $"{problem}",
            Is.EqualTo(
                "Instruments:ES:Weights (from the command line): the ten weights sum to 1.07, not to 1: divide each by that sum, or take from others what one gains"
            )
        );
    }

    [Test]
    public void Ten_weights_of_nothing_are_refused()
    {
        var set = Load([.. Enum.GetNames<FeatureId>().Select(name => $"--Instruments:MES:Weights:{name}=0")]);
        Assert.That($"{set.Problems.Single()}", Does.StartWith("Instruments:MES:Weights").And.Contain("sum to 0, not to 1"));
    }

    [TestCase("VwapTrendSignal=-0.1")]
    [TestCase("VwapTrendSignal=1.5")]
    [TestCase("VwapTrendSignal=NaN")]
    [TestCase("VwapTrendSignal=Infinity")]
    [TestCase("VwapTrendSignal=0,13")]
    public void What_is_no_share_is_refused_by_its_name(string given) =>
        Assert.That(
            $"{Load($"--Instruments:ES:Weights:{given}").Problems.Single()}",
            Does.StartWith("Instruments:ES:Weights:VwapTrendSignal").And.EndWith("allowed: number, 0 to 1")
        );

    [Test]
    public void A_weight_of_no_feature_is_refused_with_the_features() =>
        Assert.That(
            $"{Load("--Instruments:ES:Weights:VwapTrend=0.13").Problems.Single()}",
            Does.StartWith("Instruments:ES:Weights:VwapTrend").And.Contain("known: ").And.Contain("Weights:VwapTrendSignal")
        );

    [TestCase("Life:TimeToLiveSeconds=45")]
    [TestCase("Life:EndMargin=0.05")]
    [TestCase("Life:DemotionMargin=0.01")]
    [TestCase("Life:RearmMargin=0.2")]
    [TestCase("Life:RearmSeconds=7")]
    public void The_life_of_signals_reaches_the_core(string given)
    {
        var es = EngineOptions.From(Load($"--Instruments:ES:{given}").Settings!).Instruments[0];
        var parts = given.Split(':', '=');
        var option = es.Signals.GetType().GetProperty(parts[1])!;
        Assert.That(FormattableString.Invariant($"{option.GetValue(es.Signals)}"), Is.EqualTo(parts[2]));
        option.SetValue(es.Signals, option.GetValue(InstrumentOptions.Es.Signals));
        Assert.That(es.Signals, Is.EqualTo(InstrumentOptions.Es.Signals), "and nothing else");
    }

    [TestCase("Life:TimeToLiveSeconds=0")]
    [TestCase("Life:EndMargin=1")]
    [TestCase("Life:RearmMargin=-0.1")]
    [TestCase("Life:RearmSeconds=-1")]
    public void A_life_that_the_core_would_refuse_is_refused(string given) =>
        Assert.That(Load($"--Instruments:ES:{given}").Problems, Has.Count.EqualTo(1));

    private static SettingsResult<EngineSettings> Load(params string[] arguments) =>
        SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, "no file", new Dictionary<string, string>(), arguments)
        );
}
