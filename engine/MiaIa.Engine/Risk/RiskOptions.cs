using System.Globalization;
using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Risk;

/// <summary>The limits of an instrument's entries. Every default is the product's own figure for ES.</summary>
public sealed record RiskOptions
{
    /// <summary>Contracts of a position at most, 1 … 1,000. Seed: 2 for ES; 20 for MES.</summary>
    public int CeilingContracts { get; init; } = 2;

    /// <summary>The widest spread in ticks, 1 … 1,000. Seed: 2.</summary>
    public int SpreadTicksMax { get; init; } = 2;

    /// <summary>How far the last trade may be from the signal's reference and from the book, in ticks, 1 … 1,000. Seed: 8.</summary>
    public int CollarTicks { get; init; } = 8;

    /// <summary>How long the book may be unknown or crossed, in milliseconds of market time, 0 … 60,000. Seed: 1000.</summary>
    public int BookUnsoundMillisMax { get; init; } = 1_000;

    /// <summary>Seconds without a trade in regular hours, 1 … 3,600. Seed: 60.</summary>
    public int NoVolumeSeconds { get; init; } = 60;

    /// <summary>New York time from which entries are made. Seed: 09:30.</summary>
    public TimeOnly TradeFrom { get; init; } = new(9, 30);

    /// <summary>New York time until which; earlier on a half-day. Seed: 16:00.</summary>
    public TimeOnly TradeTo { get; init; } = new(16, 0);

    /// <summary>New York time from which signals are watched before and after. Seed: 09:00; the rest is surveillance.</summary>
    public TimeOnly WatchFrom { get; init; } = new(9, 0);

    /// <summary>New York time until which. Seed: 20:00.</summary>
    public TimeOnly WatchTo { get; init; } = new(20, 0);

    /// <summary>No entry in the last minutes before the end of the hours or a close, 1 … 240. Seed: 5.</summary>
    public int NoEntryMinutes { get; init; } = 5;

    /// <summary>Seconds before that end at which what is open is closed, 1 … 3,600; not before entries have ended.</summary>
    public int FlatSeconds { get; init; } = 60;

    /// <summary>Calendar days before a contract's last day from which the next one is accepted too, 1 … 30.</summary>
    public int RollDays { get; init; } = 8;

    /// <summary>Entries are limit orders at the reference price. Seed: false, market orders.</summary>
    public bool EntersAtLimit { get; init; }

    /// <summary>The accounts that live orders may go to. Seed: none.</summary>
    public IReadOnlyList<string> LiveAccounts { get; init; } = [];

    /// <summary>Live trading is switched on. Seed: false.</summary>
    public bool IsLiveAllowed { get; init; }

    /// <summary>Live entries are made on a tape that is more than a day behind the local clock: a rehearsal. Seed: false.</summary>
    public bool IsPlayedTapeAllowed { get; init; }

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ArgumentException">One is out of its range or contradicts another; the message names it and its value.</exception>
    public void Validate()
    {
        OptionRange.Within(nameof(CeilingContracts), CeilingContracts, 1, 1_000);
        OptionRange.Within(nameof(SpreadTicksMax), SpreadTicksMax, 1, 1_000);
        OptionRange.Within(nameof(CollarTicks), CollarTicks, 1, 1_000);
        OptionRange.Within(nameof(BookUnsoundMillisMax), BookUnsoundMillisMax, 0, 60_000);
        OptionRange.Within(nameof(NoVolumeSeconds), NoVolumeSeconds, 1, 3_600);
        OptionRange.Within(nameof(NoEntryMinutes), NoEntryMinutes, 1, 240);
        OptionRange.Within(nameof(FlatSeconds), FlatSeconds, 1, 3_600);
        OptionRange.Within(nameof(RollDays), RollDays, 1, 30);
        if (FlatSeconds > NoEntryMinutes * 60)
        {
            throw new ArgumentException(
                $"FlatSeconds {FlatSeconds} is more than NoEntryMinutes {NoEntryMinutes}: an entry could be made that is to be closed at once",
                nameof(FlatSeconds)
            );
        }

        if (TradeFrom >= TradeTo)
            throw new ArgumentException($"TradeTo {TradeTo:HH:mm} is not after TradeFrom {TradeFrom:HH:mm}", nameof(TradeTo));
        if (WatchFrom > TradeFrom || WatchTo < TradeTo)
        {
            throw new ArgumentException(
                $"WatchFrom {WatchFrom:HH:mm} and WatchTo {WatchTo:HH:mm} do not hold the hours of trading, {TradeFrom:HH:mm} to {TradeTo:HH:mm}",
                nameof(WatchFrom)
            );
        }

        ValidateTimeToEnter();
        if (LiveAccounts.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("LiveAccounts holds an empty account", nameof(LiveAccounts));
        if (IsLiveAllowed && LiveAccounts.Count == 0)
            throw new ArgumentException("IsLiveAllowed True without an account in LiveAccounts", nameof(LiveAccounts));
    }

    // Hours outside those of the stock market trade on no day, and minutes that outlast them leave no moment for an entry.
    private void ValidateTimeToEnter()
    {
        var (opens, closes) = (new TimeOnly(9, 30), new TimeOnly(16, 0));
        var (from, to) = (TradeFrom > opens ? TradeFrom : opens, TradeTo < closes ? TradeTo : closes);
        if (from < to && (to - from).TotalMinutes > NoEntryMinutes)
            return;
        throw new ArgumentException(
            $"NoEntryMinutes {NoEntryMinutes} leaves no time for an entry between TradeFrom {TradeFrom:HH:mm} and TradeTo {TradeTo:HH:mm},"
                + $" of which the stock market's own hours are {opens:HH:mm} to {closes:HH:mm}",
            nameof(NoEntryMinutes)
        );
    }

    /// <summary>Checks the limits against those of the account: an entry that could never be made, or could lose the day at once, is not meant.</summary>
    /// <param name="account">The account's limits.</param>
    /// <param name="instrument">What a tick is worth, and the margin.</param>
    /// <param name="stopTicks">The distance of every signal's stop.</param>
    /// <exception cref="ArgumentException">Two limits contradict each other; the message names both and their values.</exception>
    public void ValidateWith(AccountOptions account, AccountInstrument instrument, int stopTicks)
    {
        if (stopTicks < 1)
            throw new ArgumentException($"StopTicks {stopTicks} of {instrument.Name}: no entry goes without a stop", nameof(stopTicks));
        var ofOne = (long)(stopTicks + account.SlippageTicks) * instrument.TickValueCents + 2L * instrument.Fees.Highest;
        if (CeilingContracts * ofOne > account.DailyLossLimitCents)
        {
            throw new ArgumentException(
                $"CeilingContracts {CeilingContracts} of {instrument.Name} with StopTicks {stopTicks} can lose {Usd(CeilingContracts * ofOne)} USD at"
                    + $" once, more than DailyLossLimitUsd {Usd(account.DailyLossLimitCents)}",
                nameof(account)
            );
        }
    }

    // As the setting is written.
    private static string Usd(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
