namespace MiaIa.Alerts.Facts;

/// <summary>What the engine knows at one moment, as far as an alert may come of it. Made once a second, beside the step.</summary>
public sealed record EngineFacts
{
    /// <summary>The engine's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who halted and why; empty when not halted.</summary>
    public string HaltReason { get; init; } = "";

    /// <summary>Why the journal cannot be written; empty when it can.</summary>
    public string JournalFailure { get; init; } = "";

    /// <summary>When the certificate ends by which the engine proves who it is; null = it has none.</summary>
    public DateTimeOffset? CertificateEnds { get; init; }

    /// <summary>Every disk that the engine writes to, once.</summary>
    public IReadOnlyList<DiskFacts> Disks { get; init; } = [];

    /// <summary>The account over all instruments.</summary>
    public AccountFacts Account { get; init; } = new();

    /// <summary>The link to IBKR; null when the engine asks no Gateway.</summary>
    public IbkrFacts? Ibkr { get; init; }

    /// <summary>Every channel that is on.</summary>
    public IReadOnlyList<ChannelFacts> Channels { get; init; } = [];

    /// <summary>Every instrument, also those that no study feeds.</summary>
    public IReadOnlyList<InstrumentFacts> Instruments { get; init; } = [];
}
