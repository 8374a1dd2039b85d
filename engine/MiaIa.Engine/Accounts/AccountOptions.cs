namespace MiaIa.Engine.Accounts;

/// <summary>The limits of the account over all instruments. Every default is the product's own figure.</summary>
public sealed record AccountOptions
{
    internal const int EntriesPerMinuteMax = 60;

    /// <summary>What a trade date may lose, in cents: realised and worst open loss together. Seed: 2000 $.</summary>
    public long DailyLossLimitCents { get; init; } = 200_000;

    /// <summary>Positions opened on a trade date, at most, 1 … 10,000. Seed: 50.</summary>
    public int TradesPerDay { get; init; } = 50;

    /// <summary>Ticks that a stop is allowed to slip when its loss is reckoned beforehand, 0 … 100.</summary>
    public int SlippageTicks { get; init; } = 2;

    /// <summary>Ticks to the stop that is assumed for a position whose stop is not known, 1 … 1,000. Seed: the stop's 8.</summary>
    public int AssumedStopTicks { get; init; } = 8;

    /// <summary>Seconds of market time without an entry after a loss, 0 … 86,400. Seed: 120.</summary>
    public int LossCooldownSeconds { get; init; } = 120;

    /// <summary>No entry within this many ticks of a losing entry, in either direction, 0 … 1,000. Seed: 8.</summary>
    public int LossLevelTicks { get; init; } = 8;

    /// <summary>… for this many minutes of market time after the loss, 0 … 1,440. Seed: 30.</summary>
    public int LossLevelMinutes { get; init; } = 30;

    /// <summary>Entry commands within a minute of market time, 1 … 60; one more disables trading. Seed: 6.</summary>
    public int EntriesPerMinute { get; init; } = 6;

    /// <summary>The number of identical entry commands in a row on a trade date that disables trading, 2 … 100. Seed: 3.</summary>
    public int IdenticalEntries { get; init; } = 3;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ArgumentException">One is out of its range or contradicts another; the message names it and its value.</exception>
    public void Validate()
    {
        OptionRange.Within(nameof(DailyLossLimitCents), DailyLossLimitCents, 1, 10_000_000_000);
        OptionRange.Within(nameof(TradesPerDay), TradesPerDay, 1, 10_000);
        OptionRange.Within(nameof(SlippageTicks), SlippageTicks, 0, 100);
        OptionRange.Within(nameof(AssumedStopTicks), AssumedStopTicks, 1, 1_000);
        OptionRange.Within(nameof(LossCooldownSeconds), LossCooldownSeconds, 0, 86_400);
        OptionRange.Within(nameof(LossLevelTicks), LossLevelTicks, 0, 1_000);
        OptionRange.Within(nameof(LossLevelMinutes), LossLevelMinutes, 0, 1_440);
        OptionRange.Within(nameof(EntriesPerMinute), EntriesPerMinute, 1, EntriesPerMinuteMax);
        OptionRange.Within(nameof(IdenticalEntries), IdenticalEntries, 2, 100);
    }
}
