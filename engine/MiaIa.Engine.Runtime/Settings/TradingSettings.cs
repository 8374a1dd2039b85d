using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What becomes of signals, over all instruments. No default stands here a second time.</summary>
public sealed class TradingSettings : IValidatableObject
{
    private static readonly TradingOptions Own = new();

    /// <summary>What becomes of an order.</summary>
    [Description(
        "DryRun: filled on paper, no order call anywhere. Sim: by Sierra, only while its trade simulation is on. Live: by Sierra, for real."
    )]
    public TradingMode Mode { get; init; } = Own.Mode;

    /// <summary>The second switch that live needs.</summary>
    [Description("The second switch that Live needs, with an account in LiveAccounts.")]
    public bool AllowLive { get; init; } = Own.Risk.IsLiveAllowed;

    /// <summary>Accounts that live orders may go to.</summary>
    [Description("Trade accounts that live orders may go to; the chart must have one of them selected.")]
    public IReadOnlyList<string> LiveAccounts { get; init; } = [];

    /// <summary>Live orders follow a market that is more than a day behind this PC's clock.</summary>
    [Description(
        "Live also on a tape that is more than a day behind this PC's clock. For rehearsals against a stand-in only: never with real money."
    )]
    public bool LiveOnPlayedTape { get; init; } = Own.Risk.IsPlayedTapeAllowed;

    /// <summary>How far the market may have moved.</summary>
    [Description("The study refuses a command when the market has moved further from its reference (ticks).")]
    [Range(0, 1_000)]
    public int DriftTicksMax { get; init; } = Own.DriftTicksMax;

    /// <summary>How old a command may be.</summary>
    [Description("The study refuses a command that is older, by its own clock (ms).")]
    [Range(100, 1_500)]
    public int TimeToLiveMs { get; init; } = Own.TimeToLiveMillis;

    /// <summary>An instrument's own options with what is set for all of them.</summary>
    /// <param name="own">The instrument's.</param>
    /// <param name="risk">Its limits.</param>
    internal TradingOptions Over(TradingOptions own, RiskOptions risk) =>
        own with
        {
            Mode = Mode,
            Risk = risk with { IsLiveAllowed = AllowLive, LiveAccounts = LiveAccounts, IsPlayedTapeAllowed = LiveOnPlayedTape },
            DriftTicksMax = DriftTicksMax,
            TimeToLiveMillis = TimeToLiveMs,
        };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == TradingMode.Live && !AllowLive)
            yield return new ValidationResult("Live needs AllowLive, too", [nameof(Mode)]);
        if (AllowLive && LiveAccounts.Count == 0)
            yield return new ValidationResult("an account is needed with AllowLive", [nameof(LiveAccounts), nameof(AllowLive)]);
        if (LiveAccounts.Any(string.IsNullOrWhiteSpace))
            yield return new ValidationResult("an account is empty", [nameof(LiveAccounts)]);
    }
}
