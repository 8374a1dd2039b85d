namespace MiaIa.Engine.Patterns;

/// <summary>
/// exhaustion: a bar trades beyond the highest price of the 20 bars before, while the volume of the buyers over the bar's range
/// (at least a tick) has fallen twice running: from two bars ago to the last, and from that to this one. Points against the
/// extreme; strength = 1 − last/first of the three. Mirrored at the low. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class Exhaustion : BarPattern
{
    internal override PatternKind Kind => PatternKind.Exhaustion;

    protected override bool IsWithSide => false;

    protected override double StrengthAt(in BarView bars)
    {
        if (!bars.HasBarsBefore || bars.High(0) <= bars.HighBefore())
            return 0;
        var (first, second, last) = (Effort(bars, 2), Effort(bars, 1), Effort(bars, 0));
        return first > second && second > last ? 1 - (last / first) : 0;
    }

    private static double Effort(in BarView bars, int back) => bars.Towards(back) / (double)Math.Max(1, bars.Range(back));
}
