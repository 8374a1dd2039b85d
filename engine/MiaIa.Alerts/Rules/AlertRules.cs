namespace MiaIa.Alerts.Rules;

/// <summary>All rules.</summary>
public static class AlertRules
{
    /// <summary>New ones, which remember nothing yet.</summary>
    public static IReadOnlyList<IAlertRule> Create() =>
        [
            new LatencyHigh(),
            new NoVolume(),
            new StaleFeed(),
            new Reconnected(),
            new ClockOff(),
            new IbkrError(),
            new IndexInvalid(),
            new ContractUnknown(),
            new PremiumSignal(),
            new FeatureDead(),
            new FeatureSaturated(),
            new GateInert(),
            new GateStrangling(),
            new Halted(),
            new LimitReached(),
            new NakedPosition(),
            new DiskLow(),
            new JournalFailing(),
            new CertificateEnding(),
            new ChannelFailing(),
        ];
}
