using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>The parameters that a sweep may change, by their names in a plan; a set has those that leave every feature as it is.</summary>
internal static class ParameterNames
{
    private const string WeightPrefix = "weights.";
    private const int Millionths = 1_000_000;

    // Ticks, milliseconds and seconds.
    private static readonly Dictionary<string, Func<SignalOptions, int, SignalOptions>> Wholes = new(StringComparer.Ordinal)
    {
        ["hold_ms"] = (signals, value) => signals with { HoldMillis = value },
        ["time_to_live_s"] = (signals, value) => signals with { TimeToLiveSeconds = value },
        ["rearm_s"] = (signals, value) => signals with { RearmSeconds = value },
        ["stop_ticks"] = (signals, value) => signals with { StopTicks = value },
        ["target_ticks"] = (signals, value) => signals with { TargetTicks = value },
    };

    private static readonly Dictionary<string, Func<SignalOptions, double, SignalOptions>> Signals = new(StringComparer.Ordinal)
    {
        ["coverage_floor"] = (signals, value) => signals with { CoverageFloor = value },
        ["end_margin"] = (signals, value) => signals with { EndMargin = value },
        ["demotion_margin"] = (signals, value) => signals with { DemotionMargin = value },
        ["rearm_margin"] = (signals, value) => signals with { RearmMargin = value },
    };

    private static readonly Dictionary<string, Func<TierLimits, double, TierLimits>> Tiers = new(StringComparer.Ordinal)
    {
        ["tiers.weak"] = (tiers, value) => tiers with { Weak = value },
        ["tiers.good"] = (tiers, value) => tiers with { Good = value },
        ["tiers.strong"] = (tiers, value) => tiers with { Strong = value },
        ["tiers.premium"] = (tiers, value) => tiers with { Premium = value },
    };

    /// <summary>All of them.</summary>
    internal static IEnumerable<string> All =>
        Enumerable
            .Range(0, FeatureNames.Count)
            .Select(i => WeightPrefix + FeatureNames.Of((FeatureId)i))
            .Concat(Tiers.Keys)
            .Concat(Signals.Keys)
            .Concat(Wholes.Keys)
            .Concat(FeatureConstants.All);

    /// <summary>Whether a parameter is counted in whole numbers.</summary>
    internal static bool IsWhole(string name) => Wholes.ContainsKey(name) || FeatureConstants.IsWhole(name);

    /// <summary>Whether it is the weight of a feature.</summary>
    internal static bool IsWeight(string name) => name.StartsWith(WeightPrefix, StringComparison.Ordinal);

    /// <summary>What is said of a name that is none.</summary>
    internal static string Unknown(string name) => $"there is no parameter {name}; the nearest are {NearNames.Of(name, All)}";

    /// <summary>A set with these values; what is not named stays as the instrument has it. Weights are scaled so that they sum to 1.</summary>
    /// <exception cref="EvidenceException">There is no such parameter.</exception>
    internal static ParameterSet Apply(InstrumentOptions instrument, int number, IReadOnlyList<(string Name, double Value)> values)
    {
        var (confluence, signals) = (instrument.Confluence, instrument.Signals);
        var weights = confluence.Weights.ToArray();
        var hasWeights = false;
        foreach (var (name, value) in values)
        {
            if (Signals.TryGetValue(name, out var signal))
                signals = signal(signals, value);
            else if (Wholes.TryGetValue(name, out var whole))
                signals = whole(signals, Whole(value));
            else if (Tiers.TryGetValue(name, out var tier))
                confluence = confluence with { Tiers = tier(confluence.Tiers, value) };
            else if (FeatureOf(name) is { } feature)
                (weights[feature], hasWeights) = (value, true);
            else if (!FeatureConstants.IsOne(name))
                throw new EvidenceException(Unknown(name));
        }

        if (hasWeights)
            confluence = confluence with { Weights = Scaled(weights) };
        return new(number, confluence, signals);
    }

    /// <summary>Why the core would refuse a set; null when it would not.</summary>
    internal static string? Refusal(ParameterSet set)
    {
        try
        {
            var tiers = new TierTable(set.Confluence.Tiers);
            _ = new ConfluenceScore(set.Confluence, tiers);
            _ = new SignalTracker(new(set.Signals, 1, 1, 1, 1), tiers);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static int? FeatureOf(string name)
    {
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            if (name == WeightPrefix + FeatureNames.Of((FeatureId)i))
                return i;
        }

        return null;
    }

    // In whole millionths, the largest takes what rounding leaves: the core wants a sum of exactly 1.
    private static double[] Scaled(double[] weights)
    {
        var sum = weights.Sum();
        if (!(sum > 0))
            return weights;
        var parts = weights.Select(weight => (int)Math.Round(weight / sum * Millionths)).ToArray();
        parts[Array.IndexOf(parts, parts.Max())] += Millionths - parts.Sum();
        return [.. parts.Select(part => part / (double)Millionths)];
    }

    private static int Whole(double value) => (int)Math.Round(Math.Clamp(value, int.MinValue, int.MaxValue));
}
