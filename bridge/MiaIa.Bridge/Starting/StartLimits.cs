namespace MiaIa.Bridge.Starting;

/// <summary>How patient the start of an engine is.</summary>
/// <param name="Silence">So long nothing must have answered before the engine is started.</param>
/// <param name="Look">Pause between two looks at its port.</param>
/// <param name="Slow">An engine that is still silent after so long is spoken of, once.</param>
/// <param name="Held">Pause before the next look whether another engine, which holds the journal, is gone.</param>
/// <param name="Settled">So long after its first answer an engine may still be on its way to the studies.</param>
/// <param name="Pauses">Before each further start of an engine that ended without a word; behind the last it is left alone.</param>
internal sealed record StartLimits(
    TimeSpan Silence,
    TimeSpan Look,
    TimeSpan Slow,
    TimeSpan Held,
    TimeSpan Settled,
    IReadOnlyList<TimeSpan> Pauses
)
{
    /// <summary>Those of the bridge.</summary>
    internal static StartLimits Usual { get; } =
        new(
            TimeSpan.FromSeconds(3),
            TimeSpan.FromMilliseconds(500),
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(5),
            [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)]
        );
}
