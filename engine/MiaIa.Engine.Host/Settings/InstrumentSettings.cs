using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Pipeline;
using MiaIa.Settings;

namespace MiaIa.Engine.Host.Settings;

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

    /// <summary>The index whose options are read.</summary>
    [Setting("Index whose options are read; empty = the instrument's own (SPX for ES and MES, NDX for NQ and MNQ).")]
    [AllowedValues("", "SPX", "NDX")]
    public string OptionIndex { get; init; } = "";

    /// <summary>Whose option flow serves instead.</summary>
    [Setting("Whose option flow serves while that of the index does not; NONE = nobody's.")]
    [AllowedValues("QQQ", "NONE")]
    public string OptionBackup { get; init; } = "QQQ";

    /// <summary>The product's own settings for an instrument.</summary>
    public static InstrumentSettings Of(InstrumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Name = options.Name,
            BaseContracts = options.Signals.BaseContracts,
            CeilingContracts = options.Signals.CeilingContracts,
        };
    }
}
