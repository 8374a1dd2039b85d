namespace MiaIa.Alerts;

/// <summary>The table of all kinds; docs/operations/alerts.md shows it, and a test holds the two together.</summary>
public static class AlertKinds
{
    /// <summary>A doubled cooldown is never longer.</summary>
    public static readonly TimeSpan CooldownMax = TimeSpan.FromHours(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly AlertKind[] Table =
    [
        new(AlertCode.Test, "test", AlertSeverity.Information, TimeSpan.Zero, default, null, FiveMinutes, "nothing"),
        new(AlertCode.Surge, "surge", AlertSeverity.Warning, TimeSpan.Zero, default, null, FiveMinutes, "look at the list: `miaia alerts`"),
        new(
            AlertCode.ChannelFailing,
            "channel_failing",
            AlertSeverity.Warning,
            HalfAnHour,
            default,
            null,
            Hour,
            "`miaia alerts test` says why; look at the channel's settings"
        ),
        new(
            AlertCode.LatencyHigh,
            "latency_high",
            AlertSeverity.Warning,
            FiveMinutes,
            HalfAMinute,
            null,
            TenMinutes,
            "look at what else the PC does, and at the chart's update interval"
        ),
        new(
            AlertCode.NoVolume,
            "no_volume",
            AlertSeverity.Error,
            FiveMinutes,
            FiveSeconds,
            FiveMinutes,
            TenMinutes,
            "look at Sierra's data feed; entries wait (gate NO_VOLUME) until it trades again"
        ),
        new(
            AlertCode.StaleFeed,
            "stale_feed",
            AlertSeverity.Warning,
            Minute,
            FiveSeconds,
            TenMinutes,
            TenMinutes,
            "look at Sierra, the study and the bridge; entries wait until they are heard again"
        ),
        new(AlertCode.Reconnected, "reconnected", AlertSeverity.Information, FiveMinutes, default, null, FiveMinutes, "nothing"),
        new(
            AlertCode.ClockOff,
            "clock_off",
            AlertSeverity.Error,
            FiveMinutes,
            default,
            null,
            TenMinutes,
            "set the PC's clock; no signal is made until the clocks agree"
        ),
        new(
            AlertCode.IbkrError,
            "ibkr_error",
            AlertSeverity.Critical,
            FiveMinutes,
            FiveSeconds,
            null,
            HalfAnHour,
            "the text says what helps; docs/ibkr.md lists the codes"
        ),
        new(
            AlertCode.IndexInvalid,
            "index_invalid",
            AlertSeverity.Warning,
            FiveMinutes,
            HalfAMinute,
            null,
            TenMinutes,
            "look at the Gateway and its subscriptions; the score goes on without the options' features"
        ),
        new(
            AlertCode.ContractUnknown,
            "contract_unknown",
            AlertSeverity.Warning,
            HalfAnHour,
            FiveSeconds,
            null,
            Hour,
            "nothing for an expiry that has settled; else look for the contract in the Gateway's own program, and at what the login may trade"
        ),
        new(
            AlertCode.PremiumSignal,
            "premium_signal",
            AlertSeverity.Information,
            TimeSpan.Zero,
            default,
            null,
            FiveMinutes,
            "look at the chart"
        ),
        new(
            AlertCode.FeatureDead,
            "feature_dead",
            AlertSeverity.Warning,
            HalfAnHour,
            FiveSeconds,
            null,
            Hour,
            "its text says what it misses; look at that feed"
        ),
        new(
            AlertCode.FeatureSaturated,
            "feature_saturated",
            AlertSeverity.Warning,
            HalfAnHour,
            FiveSeconds,
            null,
            Hour,
            "its constants do not fit this market: compare them in the settings"
        ),
        new(
            AlertCode.GateInert,
            "gate_inert",
            AlertSeverity.Information,
            Hour,
            FiveSeconds,
            null,
            Day,
            "nothing now; a gate that never refuses protects nobody"
        ),
        new(
            AlertCode.GateStrangling,
            "gate_strangling",
            AlertSeverity.Warning,
            Hour,
            FiveSeconds,
            null,
            Day,
            "look at the gate's limit in the settings: it refuses nearly everything, or does not know what it judges by"
        ),
        new(AlertCode.Halted, "halted", AlertSeverity.Warning, TenMinutes, default, null, Hour, "look why, then `miaia resume`"),
        new(
            AlertCode.LimitReached,
            "limit_reached",
            AlertSeverity.Error,
            HalfAnHour,
            default,
            null,
            Day,
            "nothing: no entry is made before the next trade date, or before a person resumes"
        ),
        new(
            AlertCode.NakedPosition,
            "naked_position",
            AlertSeverity.Critical,
            HalfAMinute,
            default,
            null,
            TenMinutes,
            "look at Sierra now: the study places a stop or closes; close by hand if it does not"
        ),
        new(
            AlertCode.DiskLow,
            "disk_low",
            AlertSeverity.Warning,
            HalfAnHour,
            Minute,
            null,
            Hour,
            "make room on that disk: where the journal cannot be written, the engine halts"
        ),
        new(
            AlertCode.JournalFailing,
            "journal_failing",
            AlertSeverity.Critical,
            Minute,
            FiveSeconds,
            null,
            Hour,
            "make the journal's folder writable again, then `miaia resume`"
        ),
        new(
            AlertCode.CertificateEnds,
            "certificate_ends",
            AlertSeverity.Warning,
            Hour,
            FiveSeconds,
            null,
            Day,
            "make a new one (docs/operations/security.md), give it to whoever trusts the old one, and start the engine anew"
        ),
    ];

    private static readonly Dictionary<AlertCode, AlertKind> ByCode = Table.ToDictionary(kind => kind.Code);

    /// <summary>All kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<AlertKind> All => Table;

    /// <summary>
    /// How long after a restart a rule may need to see again what is still so: it waits, counts or asks for a value anew. Nothing is told as over before.
    /// </summary>
    public static TimeSpan SettlesAfter(AlertCode code) =>
        code switch
        {
            AlertCode.FeatureDead or AlertCode.FeatureSaturated => HalfAnHour,
            AlertCode.IbkrError
            or AlertCode.IndexInvalid
            or AlertCode.ContractUnknown
            or AlertCode.ClockOff
            or AlertCode.LatencyHigh
            or AlertCode.NoVolume => 2 * Minute,
            _ => HalfAMinute,
        };

    /// <summary>How alerts of a code behave.</summary>
    public static AlertKind Of(AlertCode code) => ByCode[code];
}
