using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>A set is what the engine makes of its settings: whatever a plan may name can be traded.</summary>
public sealed class SetSettingsTests
{
    private static readonly string[] Names = [.. ParameterNames.All.Where(name => !FeatureConstants.IsOne(name))];

    [TestCaseSource(nameof(Names))]
    public void Each_parameter_is_a_setting(string name)
    {
        (string, double)[] values = [(name, ValueOf(name))];
        AssertSame(values);
        Assert.That(
            ParameterNames.Apply(InstrumentOptions.Mes, 1, values).Signals == InstrumentOptions.Mes.Signals,
            Is.EqualTo(IsOfScore(name))
        );
    }

    [Test]
    public void All_of_them_together_are_one_settings_file() => AssertSame([.. Names.Select(name => (name, ValueOf(name)))]);

    [Test]
    public void A_whole_number_that_was_drawn_as_a_fraction_is_said_as_it_was_played() =>
        AssertSame([("stop_ticks", 6.6), ("hold_ms", 1_200.4)]);

    [Test]
    public void Constants_of_features_are_among_them()
    {
        (string, double)[] values = [("features.LargePrintLots", 50), ("stop_ticks", 6)];
        var set = ParameterNames.Apply(InstrumentOptions.Mes, 1, values);
        Assert.That(
            string.Join(' ', SetSettings.Of("MES", set, values)),
            Is.EqualTo("Instruments:MES:LargePrintLots=50 Instruments:MES:StopTicks=6")
        );
    }

    private static void AssertSame((string, double)[] values)
    {
        var set = ParameterNames.Apply(InstrumentOptions.Mes, 1, values);
        Assert.That(ParameterNames.Refusal(set), Is.Null);
        var read = DaySettings.Of("", SetSettings.Of("MES", set, values)).Instruments.Single(one => one.Name == "MES");
        Assert.That(read.Signals, Is.EqualTo(set.Signals));
        Assert.That(read.Confluence.Tiers, Is.EqualTo(set.Confluence.Tiers));
        Assert.That(read.Confluence.Weights, Is.EqualTo(set.Confluence.Weights), "to the last bit");
    }

    private static bool IsOfScore(string name) => ParameterNames.IsWeight(name) || name.StartsWith("tiers.", StringComparison.Ordinal);

    private static double ValueOf(string name) =>
        name switch
        {
            "tiers.weak" => 0.17,
            "tiers.good" => 0.27,
            "tiers.strong" => 0.33,
            "tiers.premium" => 0.51,
            "coverage_floor" => 0.61,
            "hold_ms" => 751,
            "time_to_live_s" => 47,
            "rearm_s" => 17,
            "stop_ticks" => 7,
            "target_ticks" => 13,
            _ => 0.0317,
        };
}
