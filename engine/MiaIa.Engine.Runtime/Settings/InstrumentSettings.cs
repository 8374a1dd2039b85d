using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Settings;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>One instrument that the engine trades on paper: a core of its own.</summary>
public sealed class InstrumentSettings
{
    /// <summary>ES, MES, NQ or MNQ.</summary>
    [Setting("The instrument's root.")]
    [Required]
    [AllowedValues("ES", "MES", "NQ", "MNQ")]
    public string Name { get; init; } = "ES";

    /// <summary>Contracts at multiplier 1.</summary>
    [Setting("Contracts at multiplier 1.", Unit = "contracts")]
    [Range(1, 1000)]
    public int BaseContracts { get; init; } = 1;

    /// <summary>Contracts at most.</summary>
    [Setting("Contracts at most, whatever the multiplier.", Unit = "contracts")]
    [Range(1, 1000)]
    public int CeilingContracts { get; init; } = 2;

    /// <summary>Points in a tick.</summary>
    [Setting("Points in a tick, which the study has to announce; 0 = the instrument's own.", Unit = "points")]
    [Range(0.0, 1000.0)]
    public double TickSizePoints { get; init; }

    /// <summary>Dollars in a tick.</summary>
    [Setting("What a tick of a contract is worth, which the study has to announce; 0 = the instrument's own.", Unit = "USD")]
    [Range(0.0, 10_000.0)]
    public double TickValueUsd { get; init; }

    /// <summary>Distance of the stop.</summary>
    [Setting("Distance of a signal's stop.", Unit = "ticks")]
    [Range(1, 1000)]
    public int StopTicks { get; init; } = 8;

    /// <summary>Distance of the target.</summary>
    [Setting("Distance of a signal's target.", Unit = "ticks")]
    [Range(1, 1000)]
    public int TargetTicks { get; init; } = 16;

    /// <summary>Least volume for volume_confirmation.</summary>
    [Setting("volume_confirmation: least volume of the last 60 seconds.", Unit = "contracts")]
    [Range(1, 100_000)]
    public int VolumeLotsMin { get; init; } = 30;

    /// <summary>From where a print is large.</summary>
    [Setting("smart_money_strength: a print is large from here on.", Unit = "contracts")]
    [Range(1, 100_000)]
    public int LargePrintLots { get; init; } = 100;

    /// <summary>From where a large print is a block.</summary>
    [Setting("smart_money_strength: a large print is a block, which counts double, from here on.", Unit = "contracts")]
    [Range(1, 100_000)]
    public int BlockPrintLots { get; init; } = 500;

    /// <summary>From where a footprint row counts.</summary>
    [Setting("volume_imbalance_signal: a footprint row counts from here on.", Unit = "contracts")]
    [Range(1, 100_000)]
    public int FootprintRowLotsMin { get; init; } = 100;

    /// <summary>Levels of the book that are weighed.</summary>
    [Setting("order_book_imbalance: levels a side.", Unit = "levels")]
    [Range(1, 10)]
    public int BookDepthLevels { get; init; } = 5;

    /// <summary>Least scale of the VWAP's slope.</summary>
    [Setting("vwap_trend_signal: the VWAP's move over ten minutes is never held against less than this.", Unit = "ticks")]
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double SlopeFloorTicks { get; init; } = 0.5;

    /// <summary>What patterns count.</summary>
    [Setting("sierra_pattern_strength: patterns that count otherwise than the product has it, each once.")]
    public IReadOnlyList<PatternSettings> Patterns { get; init; } = [];

    /// <summary>The tiers' limits.</summary>
    [Setting("The tiers' limits; they rise.")]
    public TierSettings Tiers { get; init; } = new();

    /// <summary>How long a tier has to hold.</summary>
    [Setting("How long a tier has to hold, in market time, before a signal is born with it or raised to it.", Unit = "ms")]
    [Range(0, 60_000)]
    public int HoldMs { get; init; } = 750;

    /// <summary>The index whose options are read.</summary>
    [Setting("Index whose options are read; empty = the instrument's own (SPX for ES and MES, NDX for NQ and MNQ).")]
    [AllowedValues("", "SPX", "NDX")]
    public string OptionIndex { get; init; } = "";

    /// <summary>Whose option flow serves instead.</summary>
    [Setting("Whose option flow serves while that of the index does not; NONE = nobody's.")]
    [AllowedValues("QQQ", "NONE")]
    public string OptionBackup { get; init; } = "QQQ";

    /// <summary>The interest rate that options are valued with.</summary>
    [Setting("Interest rate of the options, continuously compounded.", Unit = "a year")]
    [Range(-1.0, 1.0)]
    public double InterestRate { get; init; } = 0.04;

    /// <summary>The dividend yield of the index.</summary>
    [Setting("Dividend yield of the index; used while no pair of a chain is quoted on both sides.", Unit = "a year")]
    [Range(-1.0, 1.0)]
    public double DividendYield { get; init; } = 0.013;

    /// <summary>The sign of exposure.</summary>
    [Setting("What dealers are taken to hold of the open interest; the other one turns the sign of every gamma exposure.")]
    public DealerPosition Dealers { get; init; } = DealerPosition.LongCallsShortPuts;

    /// <summary>The product's own settings for an instrument.</summary>
    public static InstrumentSettings From(InstrumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Name = options.Name,
            BaseContracts = options.Signals.BaseContracts,
            CeilingContracts = options.Signals.CeilingContracts,
        };
    }

    /// <summary>What is wrong with values that are right one by one.</summary>
    internal IEnumerable<SettingProblem> Problems(string key)
    {
        if (BlockPrintLots < LargePrintLots)
        {
            yield return Whole(
                "BlockPrintLots",
                BlockPrintLots,
                $"BlockPrintLots {BlockPrintLots} is below LargePrintLots {LargePrintLots}"
            );
        }

        if (CeilingContracts < BaseContracts)
        {
            yield return Whole(
                "CeilingContracts",
                CeilingContracts,
                $"CeilingContracts {CeilingContracts} is below BaseContracts {BaseContracts}"
            );
        }

        if (!Tiers.Rise)
        {
            yield return Whole(
                "Tiers",
                FormattableString.Invariant($"Weak {Tiers.Weak}, Good {Tiers.Good}, Strong {Tiers.Strong}, Premium {Tiers.Premium}"),
                "each must be above the one before it"
            );
        }

        for (var i = 0; i < Patterns.Count; i++)
        {
            var name = Patterns[i].Name;
            if (name != PatternSettings.AnyOther && Field.SnakeName("Name", name) is { } refusal)
                yield return Whole($"Patterns:{i}:Name", name, $"must be {PatternSettings.AnyOther} or {refusal.Allowed}");
            else if (Patterns.Take(i).Any(p => p.Name == name))
                yield return Whole($"Patterns:{i}:Name", name, "each pattern is given once");
        }

        SettingProblem Whole(string below, object value, string reason) =>
            new($"{key}:{below}", string.Create(CultureInfo.InvariantCulture, $"{value}"), "the whole", reason);
    }
}
