using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>
/// One instrument that the engine trades on paper: a core of its own. What is not set is as the core has it for that instrument; no
/// default stands here a second time.
/// </summary>
public sealed class InstrumentSettings : IValidatableObject
{
    private const string Spx = "SPX";
    private const string Ndx = "NDX";
    private const string Qqq = "QQQ";
    private const string Nobody = "NONE";

    /// <summary>The settings that change nothing.</summary>
    /// <param name="own">The core's options of the instrument.</param>
    public InstrumentSettings(InstrumentOptions own)
    {
        ArgumentNullException.ThrowIfNull(own);
        Name = own.Name;
        BaseContracts = own.Signals.BaseContracts;
        CeilingContracts = own.Signals.CeilingContracts;
        MarginUsd = own.Trading.MarginCents / 100.0;
        FeeUsdASide = own.Trading.Fees[0].CentsPerSide / 100.0;
        TickSizePoints = own.TickSizePoints;
        TickValueUsd = own.TickValueUsd;
        StopTicks = own.Signals.StopTicks;
        TargetTicks = own.Signals.TargetTicks;
        VolumeLotsMin = own.Features.VolumeLotsMin;
        LargePrintLots = own.Features.LargePrintLots;
        BlockPrintLots = own.Features.BlockPrintLots;
        FootprintRowLotsMin = own.Features.FootprintRowLotsMin;
        BookDepthLevels = own.Features.BookDepthLevels;
        SlopeFloorTicks = own.Features.SlopeFloorTicks;
        Risk = new RiskSettings(own.Trading.Risk);
        Weights = new WeightSettings(own.Confluence.Weights);
        Tiers = new TierSettings(own.Confluence.Tiers);
        Life = new SignalLifeSettings(own.Signals);
        HoldMs = own.Signals.HoldMillis;
        OptionIndex = own.Chains.Index == IndexSymbol.Ndx ? Ndx : Spx;
        OptionBackup = own.Chains.Backup == IndexSymbol.Qqq ? Qqq : Nobody;
        InterestRate = own.Chains.Analytics.Rate;
        DividendYield = own.Chains.Analytics.DividendYield;
        Dealers = own.Chains.Analytics.Dealers;
    }

    /// <summary>ES, MES, NQ or MNQ.</summary>
    [Description("The instrument's root.")]
    [Key]
    [AllowedValues("ES", "MES", "NQ", "MNQ")]
    public string Name { get; init; }

    /// <summary>Contracts at multiplier 1.</summary>
    [Description("Contracts at multiplier 1 (contracts).")]
    [Range(1, 1000)]
    public int BaseContracts { get; init; }

    /// <summary>Contracts at most.</summary>
    [Description("Contracts at most, whatever the multiplier (contracts).")]
    [Range(1, 1000)]
    public int CeilingContracts { get; init; }

    /// <summary>The limits of its entries.</summary>
    [Description("The limits of its entries.")]
    public RiskSettings Risk { get; init; }

    /// <summary>Margin of a contract in dollars.</summary>
    [Description("Margin that a contract binds (USD).")]
    [Range(0.0, 1_000_000.0)]
    public double MarginUsd { get; init; }

    /// <summary>Fees of a contract and side in dollars.</summary>
    [Description("Commission, exchange and clearing of a contract and side (USD).")]
    [Range(0.0, 1_000.0)]
    public double FeeUsdASide { get; init; }

    /// <summary>Fees from later dates on.</summary>
    [Description("Fees that hold from a trade date on; until the first of them FeeUsdASide holds.")]
    public IReadOnlyList<FeeSettings> FeesFrom { get; init; } = [];

    /// <summary>Points in a tick.</summary>
    [Description("Points in a tick, which the study has to announce (points).")]
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public decimal TickSizePoints { get; init; }

    /// <summary>Dollars in a tick.</summary>
    [Description("What a tick of a contract is worth, which the study has to announce (USD).")]
    [Range(0.0, 10_000.0, MinimumIsExclusive = true)]
    public decimal TickValueUsd { get; init; }

    /// <summary>Distance of the stop.</summary>
    [Description("Distance of a signal's stop (ticks).")]
    [Range(1, 1000)]
    public int StopTicks { get; init; }

    /// <summary>Distance of the target.</summary>
    [Description("Distance of a signal's target (ticks).")]
    [Range(1, 1000)]
    public int TargetTicks { get; init; }

    /// <summary>Least volume for volume_confirmation.</summary>
    [Description("volume_confirmation: least volume of the last 60 seconds (contracts).")]
    [Range(1, 100_000)]
    public int VolumeLotsMin { get; init; }

    /// <summary>From where a print is large.</summary>
    [Description("smart_money_strength: a print is large from here on (contracts).")]
    [Range(1, 100_000)]
    public int LargePrintLots { get; init; }

    /// <summary>From where a large print is a block.</summary>
    [Description("smart_money_strength: a large print is a block, which counts double, from here on (contracts).")]
    [Range(1, 100_000)]
    public int BlockPrintLots { get; init; }

    /// <summary>From where a footprint row counts.</summary>
    [Description("volume_imbalance_signal: a footprint row counts from here on (contracts).")]
    [Range(1, 100_000)]
    public int FootprintRowLotsMin { get; init; }

    /// <summary>Levels of the book that are weighed.</summary>
    [Description("order_book_imbalance: levels a side (levels).")]
    [Range(1, 10)]
    public int BookDepthLevels { get; init; }

    /// <summary>Least scale of the VWAP's slope.</summary>
    [Description("vwap_trend_signal: the VWAP's move over ten minutes is never held against less than this (ticks).")]
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double SlopeFloorTicks { get; init; }

    /// <summary>What patterns count.</summary>
    [Description("sierra_pattern_strength: patterns that count otherwise than the product has it, each once.")]
    public IReadOnlyList<PatternSettings> Patterns { get; init; } = [];

    /// <summary>The features' shares of the score.</summary>
    [Description("The features' shares of the score; the ten sum to 1.")]
    public WeightSettings Weights { get; init; }

    /// <summary>The tiers' limits.</summary>
    [Description("The tiers' limits; they rise.")]
    public TierSettings Tiers { get; init; }

    /// <summary>How long a tier has to hold.</summary>
    [Description("How long a tier has to hold, in market time, before a signal is born with it or raised to it (ms).")]
    [Range(0, 60_000)]
    public int HoldMs { get; init; }

    /// <summary>When signals end, and when the next one may be born.</summary>
    [Description("When signals end, and when the next one may be born.")]
    public SignalLifeSettings Life { get; init; }

    /// <summary>The index whose options are read.</summary>
    [Description("Index whose options are read.")]
    [AllowedValues(Spx, Ndx)]
    public string OptionIndex { get; init; }

    /// <summary>Whose option flow serves instead.</summary>
    [Description("Whose option flow serves while that of the index does not; NONE = nobody's.")]
    [AllowedValues(Qqq, Nobody)]
    public string OptionBackup { get; init; }

    /// <summary>The interest rate that options are valued with.</summary>
    [Description("Interest rate of the options, continuously compounded (a year).")]
    [Range(-1.0, 1.0)]
    public double InterestRate { get; init; }

    /// <summary>The dividend yield of the index.</summary>
    [Description("Dividend yield of the index; used while no pair of a chain is quoted on both sides (a year).")]
    [Range(-1.0, 1.0)]
    public double DividendYield { get; init; }

    /// <summary>The sign of exposure.</summary>
    [Description("What dealers are taken to hold of the open interest; the other one turns the sign of every gamma exposure.")]
    public DealerPosition Dealers { get; init; }

    /// <summary>The core's options of this instrument with what is set of them.</summary>
    /// <param name="coverageFloor">Share of the score that has to be valid before a signal may be born.</param>
    /// <param name="trading">What is set for all instruments.</param>
    /// <exception cref="ArgumentException">The core does not know the name.</exception>
    internal InstrumentOptions Options(double coverageFloor, TradingSettings trading)
    {
        var own = InstrumentOptions.Find(Name) ?? throw new ArgumentException($"the instrument {Name} is not known");
        var chains = OptionIndex == Ndx ? ChainOptions.Ndx : ChainOptions.Spx;
        return own with
        {
            TickSizePoints = TickSizePoints,
            TickValueUsd = TickValueUsd,
            Features = own.Features with
            {
                VolumeLotsMin = VolumeLotsMin,
                LargePrintLots = LargePrintLots,
                BlockPrintLots = BlockPrintLots,
                FootprintRowLotsMin = FootprintRowLotsMin,
                BookDepthLevels = BookDepthLevels,
                SlopeFloorTicks = SlopeFloorTicks,
                Patterns = PatternSettings.Over(own.Features.Patterns, Patterns),
            },
            Chains = chains with
            {
                Backup = OptionBackup == Qqq ? IndexSymbol.Qqq : IndexSymbol.None,
                Analytics = chains.Analytics with { Rate = InterestRate, DividendYield = DividendYield, Dealers = Dealers },
            },
            Confluence = own.Confluence with { Weights = Weights.InOrder, Tiers = Tiers.Limits },
            Trading = trading.Over(own.Trading, Risk.Options) with
            {
                MarginCents = (long)Math.Round(MarginUsd * 100),
                Fees = FeeSettings.Table(FeeUsdASide, FeesFrom),
            },
            Signals = Life.Over(own.Signals) with
            {
                BaseContracts = BaseContracts,
                CeilingContracts = CeilingContracts,
                CoverageFloor = coverageFloor,
                StopTicks = StopTicks,
                TargetTicks = TargetTicks,
                HoldMillis = HoldMs,
            },
        };
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BlockPrintLots < LargePrintLots)
            yield return Broken($"BlockPrintLots {BlockPrintLots} is below LargePrintLots {LargePrintLots}", nameof(BlockPrintLots));
        if (CeilingContracts < BaseContracts)
            yield return Broken($"CeilingContracts {CeilingContracts} is below BaseContracts {BaseContracts}", nameof(CeilingContracts));
        if (!Tiers.Rise)
        {
            yield return Broken(
                FormattableString.Invariant(
                    $"each must be above the one before it, not Weak {Tiers.Weak}, Good {Tiers.Good}, Strong {Tiers.Strong}, Premium {Tiers.Premium}"
                ),
                nameof(Tiers)
            );
        }

        if (Contradiction() is { } contradiction)
            yield return Broken(contradiction, nameof(Risk));

        static ValidationResult Broken(string reason, string member) => new(reason, [member]);
    }

    // The core's own check, so that there is one.
    private string? Contradiction()
    {
        try
        {
            Risk.Options.Validate();
            return null;
        }
        catch (ArgumentException contradiction)
        {
            return contradiction.Message.Split(" (Parameter", 2)[0];
        }
    }
}
