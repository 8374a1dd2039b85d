using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>A set as settings of the engine: every parameter that a plan may name is one of them, so that what was found can be traded.</summary>
internal static class SetSettings
{
    private const string CoverageFloor = "coverage_floor";

    // Below the instrument, each with what the set has of it: a drawn whole number is rounded there.
    private static readonly Dictionary<string, (string Key, Func<ParameterSet, double> Value)> Known = new(StringComparer.Ordinal)
    {
        ["hold_ms"] = ("HoldMs", set => set.Signals.HoldMillis),
        ["stop_ticks"] = ("StopTicks", set => set.Signals.StopTicks),
        ["target_ticks"] = ("TargetTicks", set => set.Signals.TargetTicks),
        ["time_to_live_s"] = ("Life:TimeToLiveSeconds", set => set.Signals.TimeToLiveSeconds),
        ["rearm_s"] = ("Life:RearmSeconds", set => set.Signals.RearmSeconds),
        ["end_margin"] = ("Life:EndMargin", set => set.Signals.EndMargin),
        ["demotion_margin"] = ("Life:DemotionMargin", set => set.Signals.DemotionMargin),
        ["rearm_margin"] = ("Life:RearmMargin", set => set.Signals.RearmMargin),
        ["tiers.weak"] = ("Tiers:Weak", set => set.Confluence.Tiers.Weak),
        ["tiers.good"] = ("Tiers:Good", set => set.Confluence.Tiers.Good),
        ["tiers.strong"] = ("Tiers:Strong", set => set.Confluence.Tiers.Strong),
        ["tiers.premium"] = ("Tiers:Premium", set => set.Confluence.Tiers.Premium),
    };

    /// <summary>What lies over the settings' file, such as <c>Instruments:ES:StopTicks=6</c>.</summary>
    /// <param name="instrument">Its name.</param>
    /// <param name="set">The set.</param>
    /// <param name="values">What the plan gave it. Weights are scaled, so that all ten are said where one was named.</param>
    internal static IReadOnlyList<string> Of(string instrument, ParameterSet set, IReadOnlyList<(string Name, double Value)> values)
    {
        var below = $"Instruments:{instrument}:";
        var said = new List<string>(FeatureConstants.VersionOf(instrument, values).Settings);
        foreach (var (name, _) in values.Where(one => !FeatureConstants.IsOne(one.Name) && !ParameterNames.IsWeight(one.Name)))
        {
            said.Add(
                name == CoverageFloor
                    ? Text("CoverageFloor", set.Signals.CoverageFloor)
                    : Text(below + Known[name].Key, Known[name].Value(set))
            );
        }

        if (values.Any(one => ParameterNames.IsWeight(one.Name)))
            said.AddRange(set.Confluence.Weights.Select((weight, i) => Text($"{below}Weights:{(FeatureId)i}", weight)));
        return said;
    }

    private static string Text(string key, double value) => string.Create(CultureInfo.InvariantCulture, $"{key}={value:R}");
}
