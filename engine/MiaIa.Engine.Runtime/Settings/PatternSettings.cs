using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What one pattern counts in sierra_pattern_strength, where it is to be otherwise than the product has it.</summary>
public sealed class PatternSettings
{
    /// <summary>The name that stands for every pattern of the study without an entry of its own.</summary>
    public const string AnyOther = "*";

    /// <summary>Which pattern.</summary>
    [Description("One of the engine's nine, a name that the study pushes, or * for every name of the study without an entry.")]
    [Key]
    [RegularExpression(@"\*|[a-z][a-z0-9_]{0,63}", ErrorMessage = "* or 1 to 64 characters of lower_snake_case")]
    public string Name { get; init; } = "";

    /// <summary>What it counts.</summary>
    [Description("What it counts when it is new and of strength 1; left out = as the product has it.")]
    [Range(0.0, 1.0)]
    public double? Weight { get; init; }

    /// <summary>How fast it fades.</summary>
    [Description("Closed 1-minute bars after which it counts half; left out = as the product has it (bars).")]
    [Range(1, 240)]
    public int? HalfLifeBars { get; init; }

    /// <summary>The product's patterns with what is set of them.</summary>
    public static PatternOptions Over(PatternOptions options, IReadOnlyList<PatternSettings> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        // What stands for all others first: a name of the study's begins from there.
        foreach (var pattern in patterns.OrderBy(p => p.Name != AnyOther))
            options = pattern.Over(options);

        return options;
    }

    private PatternOptions Over(PatternOptions all) =>
        Name switch
        {
            AnyOther => all with { PushedOther = Over(all.PushedOther) },
            "battle_navale" => all with { BattleNavale = Over(all.BattleNavale) },
            "headfake" => all with { Headfake = Over(all.Headfake) },
            "absorption" => all with { Absorption = Over(all.Absorption) },
            "exhaustion" => all with { Exhaustion = Over(all.Exhaustion) },
            "stacked_imbalance" => all with { StackedImbalance = Over(all.StackedImbalance) },
            "sweep" => all with { Sweep = Over(all.Sweep) },
            "gamma_pin" => all with { GammaPin = Over(all.GammaPin) },
            "long_bar_reversal" => all with { LongBarReversal = Over(all.LongBarReversal) },
            "delta_divergence" => all with { DeltaDivergence = Over(all.DeltaDivergence) },
            _ => all with
            {
                Pushed = new Dictionary<string, PatternFade>(all.Pushed, StringComparer.Ordinal) { [Name] = Over(all.PushedOther) },
            },
        };

    private PatternFade Over(PatternFade fade) => new(Weight ?? fade.Weight, HalfLifeBars ?? fade.HalfLifeBars);
}
