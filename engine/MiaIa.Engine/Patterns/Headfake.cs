namespace MiaIa.Engine.Patterns;

/// <summary>
/// headfake: a bar trades beyond the highest price of the 20 bars before, closes at least a tick inside it, and its delta is
/// against the break. Points against the break; strength = min(1, pierce/ATR), the pierce in ticks. Mirrored at the low.
/// Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class Headfake : BarPattern
{
    internal override PatternKind Kind => PatternKind.Headfake;

    protected override bool IsWithSide => false;

    protected override double StrengthAt(in BarView bars)
    {
        if (!bars.HasBarsBefore)
            return 0;
        var before = bars.HighBefore();
        var pierce = bars.High(0) - before;
        return pierce > 0 && bars.Close(0) < before && bars.Delta(0) < 0 ? Math.Min(1, pierce / bars.AtrTicks) : 0;
    }
}
