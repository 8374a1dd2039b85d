namespace MiaIa.Alerts.Facts;

/// <summary>One instrument at one moment.</summary>
public sealed record InstrumentFacts
{
    /// <summary>Its root, such as <c>ES</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a study feeds it, or has in this trading day: what nobody charts is nobody's alert.</summary>
    public bool IsUsed { get; init; }

    /// <summary>Whether a study is attached now.</summary>
    public bool IsAttached { get; init; }

    /// <summary>
    /// Whether it trades now by the exchange calendar: by this machine's clock, which goes on when a feed does not; a session that is played, on a
    /// Sunday too, by its own time.
    /// </summary>
    public bool IsMarketOpen { get; init; }

    /// <summary>Market time of its newest event; the default before the first.</summary>
    public DateTimeOffset MarketAt { get; init; }

    /// <summary>Whether the stock market is open by the instrument's own market time; half-days included.</summary>
    public bool IsRegular { get; init; }

    /// <summary>Whether what it takes is of the past: history, a chart's replay, or what it catches up with. Nothing follows from it for now.</summary>
    public bool IsPast { get; init; }

    /// <summary>Seconds without a trade in regular hours; 0 outside them; not a number before the first trade.</summary>
    public double SecondsWithoutVolume { get; init; }

    /// <summary>From how many of them the gate NO_VOLUME refuses.</summary>
    public double NoVolumeSecondsMax { get; init; }

    /// <summary>Seconds since the study's newest frame; null before the first.</summary>
    public double? SecondsSinceHeard { get; init; }

    /// <summary>The engine's own verdict: study or book have not been heard of for too long.</summary>
    public bool IsFeedStale { get; init; }

    /// <summary>The slowest frame of the last second, from the study's call to the engine, in ms beyond the clocks' difference; 0 = none came.</summary>
    public double SlowestFrameMs { get; init; }

    /// <summary>Whether market time and this machine's clock are too far apart for signals.</summary>
    public bool IsClockOff { get; init; }

    /// <summary>Signed lots of ours.</summary>
    public int OwnLots { get; init; }

    /// <summary>Lots of ours in working stops.</summary>
    public int WorkingStopLots { get; init; }

    /// <summary>Whether a flatten is under way, which closes without a stop.</summary>
    public bool IsFlattening { get; init; }

    /// <summary>The index that its options are of; null when it has none listed.</summary>
    public IndexFacts? Index { get; init; }

    /// <summary>The ten features.</summary>
    public IReadOnlyList<FeatureFacts> Features { get; init; } = [];

    /// <summary>Every gate.</summary>
    public IReadOnlyList<GateFacts> Gates { get; init; } = [];

    /// <summary>The signal of the highest tier that is alive; null when there is none.</summary>
    public PremiumFacts? Premium { get; init; }
}
