using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The limits of an instrument's entries, beside its ceiling. Hours are New York's.</summary>
public sealed class RiskSettings
{
    private const string Clock = "HH:mm";
    private const string ClockPattern = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private RiskOptions Own { get; }

    /// <summary>The settings that change nothing.</summary>
    /// <param name="own">The core's options of the instrument.</param>
    public RiskSettings(RiskOptions own)
    {
        ArgumentNullException.ThrowIfNull(own);
        Own = own;
        SpreadTicksMax = own.SpreadTicksMax;
        CollarTicks = own.CollarTicks;
        BookUnsoundMsMax = own.BookUnsoundMillisMax;
        NoVolumeSeconds = own.NoVolumeSeconds;
        TradeFrom = own.TradeFrom.ToString(Clock, CultureInfo.InvariantCulture);
        TradeTo = own.TradeTo.ToString(Clock, CultureInfo.InvariantCulture);
        WatchFrom = own.WatchFrom.ToString(Clock, CultureInfo.InvariantCulture);
        WatchTo = own.WatchTo.ToString(Clock, CultureInfo.InvariantCulture);
        NoEntryMinutes = own.NoEntryMinutes;
        FlatSeconds = own.FlatSeconds;
        RollDays = own.RollDays;
        EntersAtLimit = own.EntersAtLimit;
    }

    /// <summary>The widest spread.</summary>
    [Description("The widest spread at which an entry is made (ticks).")]
    [Range(1, 1_000)]
    public int SpreadTicksMax { get; init; }

    /// <summary>The collar around the reference.</summary>
    [Description("How far the last trade may be from the signal's reference and from the book (ticks).")]
    [Range(1, 1_000)]
    public int CollarTicks { get; init; }

    /// <summary>How long the book may be unsound.</summary>
    [Description("How long the book may be unknown, crossed or one-sided (ms).")]
    [Range(0, 60_000)]
    public int BookUnsoundMsMax { get; init; }

    /// <summary>Silence of the tape.</summary>
    [Description("No entry after this long without a trade in regular hours (s).")]
    [Range(1, 3_600)]
    public int NoVolumeSeconds { get; init; }

    /// <summary>When entries begin.</summary>
    [Description("New York time from which entries are made (HH:mm).")]
    [RegularExpression(ClockPattern)]
    public string TradeFrom { get; init; }

    /// <summary>When they end.</summary>
    [Description("New York time until which entries are made and positions held; a half-day ends earlier (HH:mm).")]
    [RegularExpression(ClockPattern)]
    public string TradeTo { get; init; }

    /// <summary>When watching begins.</summary>
    [Description("New York time from which signals are watched without entries (HH:mm).")]
    [RegularExpression(ClockPattern)]
    public string WatchFrom { get; init; }

    /// <summary>When it ends.</summary>
    [Description("New York time until which signals are watched; the rest is surveillance (HH:mm).")]
    [RegularExpression(ClockPattern)]
    public string WatchTo { get; init; }

    /// <summary>The last minutes.</summary>
    [Description("No entry in the last minutes before the end of the hours or a close (minutes).")]
    [Range(1, 240)]
    public int NoEntryMinutes { get; init; }

    /// <summary>When what is open is closed.</summary>
    [Description("How long before that end what is open is closed (s).")]
    [Range(1, 3_600)]
    public int FlatSeconds { get; init; }

    /// <summary>When the next contract is accepted.</summary>
    [Description("How long before a contract's last day the next one is accepted too (days).")]
    [Range(1, 30)]
    public int RollDays { get; init; }

    /// <summary>The kind of entry.</summary>
    [Description("Entries are limit orders at the last trade's price instead of market orders.")]
    public bool EntersAtLimit { get; init; }

    /// <summary>The core's limits with what is set of them.</summary>
    internal RiskOptions Options =>
        Own with
        {
            SpreadTicksMax = SpreadTicksMax,
            CollarTicks = CollarTicks,
            BookUnsoundMillisMax = BookUnsoundMsMax,
            NoVolumeSeconds = NoVolumeSeconds,
            TradeFrom = TimeOnly.ParseExact(TradeFrom, Clock, CultureInfo.InvariantCulture),
            TradeTo = TimeOnly.ParseExact(TradeTo, Clock, CultureInfo.InvariantCulture),
            WatchFrom = TimeOnly.ParseExact(WatchFrom, Clock, CultureInfo.InvariantCulture),
            WatchTo = TimeOnly.ParseExact(WatchTo, Clock, CultureInfo.InvariantCulture),
            NoEntryMinutes = NoEntryMinutes,
            FlatSeconds = FlatSeconds,
            RollDays = RollDays,
            EntersAtLimit = EntersAtLimit,
        };
}
