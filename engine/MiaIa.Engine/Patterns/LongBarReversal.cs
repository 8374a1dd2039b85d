namespace MiaIa.Engine.Patterns;

/// <summary>
/// long_bar_reversal: in the order of its trades a bar runs at least max(8 ticks, ATR) from the lowest trade before its high up to
/// it, and closes at least as far below it as it ran. Points down; strength = min(1, run/(2·limit)). Mirrored at the low.
/// Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class LongBarReversal : BarPattern
{
    private const double RunTicksMin = 8;

    internal override PatternKind Kind => PatternKind.LongBarReversal;

    protected override bool IsWithSide => false;

    protected override double StrengthAt(in BarView bars)
    {
        if (bars.Whole == 0 || bars.AtrTicks == 0)
            return 0;
        var limit = Math.Max(RunTicksMin, bars.AtrTicks);
        var run = bars.Run;
        return run >= limit && bars.High(0) - bars.Close(0) >= run ? Math.Min(1, run / (2 * limit)) : 0;
    }
}
