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
