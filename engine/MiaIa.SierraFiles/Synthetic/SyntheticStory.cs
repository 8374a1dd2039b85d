namespace MiaIa.SierraFiles.Synthetic;

/// <summary>
/// What happens in 75 minutes: half an hour of balance (the features warm up), two legs up, a slow give-back, three heavier
/// legs down with absorption between them, recovery. Each leg trades several times the volume before it, one-sided, away from the session VWAP.
/// </summary>
internal static class SyntheticStory
{
    /// <summary>The phase from which the story repeats when a longer session is asked for: the first leg.</summary>
    public const int RepeatFrom = 7;

    public static IReadOnlyList<SyntheticPhase> Phases { get; } =
    [
        new(180, 700, 50, 0) { BlockEverySeconds = 90 }, // the open
        new(300, 420, 53, 8),
        new(300, 420, 47, -10),
        new(180, 520, 28, 0) { BidPercent = 170, BlockEverySeconds = 60 }, // sellers absorbed at the low
        new(120, 420, 58, 6),
        new(240, 70, 50, 0) { QuotesAMinute = 250 }, // a quiet patch
        new(660, 380, 50, -4) { BlockEverySeconds = 240 }, // balance until 33:00
        LegUp(100, 40),
        new(230, 330, 47, -6),
        LegUp(100, 36),
        new(710, 330, 48, -48) { BlockEverySeconds = 300 }, // slow give-back until 52:00
        LegDown(150, -96),
        new(210, 380, 54, 10),
        LegDown(130, -70),
        new(230, 420, 35, 0) { BidPercent = 190, BlockEverySeconds = 60 }, // sellers absorbed again
        LegDown(120, -70),
        new(540, 330, 53, 44), // recovery
    ];

    private static SyntheticPhase LegUp(int seconds, int ticks) =>
        new(seconds, 2200, 85, ticks)
        {
            QuotesAMinute = 1800,
            BidPercent = 170,
            AskPercent = 60,
            SweepEverySeconds = 12,
            BlockEverySeconds = 40,
        };

    private static SyntheticPhase LegDown(int seconds, int ticks) =>
        new(seconds, 3000, 14, ticks)
        {
            QuotesAMinute = 2000,
            BidPercent = 60,
            AskPercent = 170,
            SweepEverySeconds = 10,
            BlockEverySeconds = 40,
        };
}
