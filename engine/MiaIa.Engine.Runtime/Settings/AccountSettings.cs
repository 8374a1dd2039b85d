using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The limits of the account over all instruments, counted by the exchange's trade date.</summary>
public sealed class AccountSettings
{
    private const int CentsOfADollar = 100;
    private static readonly AccountOptions Own = new();

    /// <summary>What a trade date may lose.</summary>
    [Description("What a trade date may lose, realised and worst open loss together; then exits only, until the next one (USD).")]
    [Range(1, 100_000_000)]
    public int DailyLossLimitUsd { get; init; } = (int)(Own.DailyLossLimitCents / CentsOfADollar);

    /// <summary>Positions opened on a trade date.</summary>
    [Description("Positions opened on a trade date, at most (trades).")]
    [Range(1, 10_000)]
    public int TradesPerDay { get; init; } = Own.TradesPerDay;

    /// <summary>What a stop may slip.</summary>
    [Description("What a stop is taken to slip when its loss is reckoned beforehand (ticks).")]
    [Range(0, 100)]
    public int SlippageTicks { get; init; } = Own.SlippageTicks;

    /// <summary>The stop of a position that nobody knows the stop of.</summary>
    [Description("Distance of the stop that is assumed for a position whose stop is not known (ticks).")]
    [Range(1, 1_000)]
    public int AssumedStopTicks { get; init; } = Own.AssumedStopTicks;

    /// <summary>The pause after a loss.</summary>
    [Description("No entry after a loss, in any instrument (s).")]
    [Range(0, 86_400)]
    public int LossCooldownSeconds { get; init; } = Own.LossCooldownSeconds;

    /// <summary>How near to a losing entry none is made.</summary>
    [Description("No entry within this distance of a losing entry (ticks).")]
    [Range(0, 1_000)]
    public int LossLevelTicks { get; init; } = Own.LossLevelTicks;

    /// <summary>How long a losing entry is remembered.</summary>
    [Description("How long a losing entry is remembered (minutes).")]
    [Range(0, 1_440)]
    public int LossLevelMinutes { get; init; } = Own.LossLevelMinutes;

    /// <summary>Entry commands within a minute.</summary>
    [Description("Entry commands within a minute; one more disables trading until a person enables it (commands).")]
    [Range(1, 60)]
    public int EntriesPerMinute { get; init; } = Own.EntriesPerMinute;

    /// <summary>Identical entry commands in a row.</summary>
    [Description("The number of identical entry commands in a row that disables trading until a person enables it (commands).")]
    [Range(2, 100)]
    public int IdenticalEntries { get; init; } = Own.IdenticalEntries;

    /// <summary>The limits for the account.</summary>
    internal AccountOptions Options =>
        new()
        {
            DailyLossLimitCents = (long)DailyLossLimitUsd * CentsOfADollar,
            TradesPerDay = TradesPerDay,
            SlippageTicks = SlippageTicks,
            AssumedStopTicks = AssumedStopTicks,
            LossCooldownSeconds = LossCooldownSeconds,
            LossLevelTicks = LossLevelTicks,
            LossLevelMinutes = LossLevelMinutes,
            EntriesPerMinute = EntriesPerMinute,
            IdenticalEntries = IdenticalEntries,
        };
}
