namespace MiaIa.Reports.Journal;

/// <summary>What a replay of the period's journal told.</summary>
/// <param name="Parity">Whether the replay decided as the engine did.</param>
/// <param name="Latency">From the study's call to the engine, of each frame of trades or books in regular hours; null = not measured.</param>
/// <param name="Instruments">Those that a study spoke of.</param>
/// <param name="RegularSeconds">Seconds of the regular sessions so far: what was wanted.</param>
/// <param name="ReadySeconds">
/// Of these, the seconds in which the journal took a record while a study was attached: the engine ran, wrote, and was fed. Null = not
/// measured.
/// </param>
public sealed record JournalFacts(
    Parity Parity,
    LatencyFacts? Latency,
    IReadOnlyList<InstrumentFacts> Instruments,
    long RegularSeconds,
    long? ReadySeconds
)
{
    /// <summary>The journal has nothing older than the end of the period's regular hours: what is not in it was not missed.</summary>
    public bool BeganLater { get; init; }

    /// <summary>A session was played faster than it once went: its seconds were not lived through, and say nothing of the engine's.</summary>
    public bool WasHurried { get; init; }

    /// <summary>
    /// From a trade's own time to the study's call that saw it: the way to Sierra Chart and what Sierra lets it wait, by the exchange's clock
    /// and this PC's. Null = not measured, or an old session was played.
    /// </summary>
    public LatencyFacts? SierraWait { get; init; }

    internal static JournalFacts None(string why, long regularSeconds) =>
        new(new Parity(Parity.NotMeasured, 0, 0, 0, 0, [], [why]), null, [], regularSeconds, null);
}
