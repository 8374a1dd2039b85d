namespace MiaIa.Engine.Patterns;

/// <summary>
/// delta_divergence: a bar trades beyond the highest price of the 20 bars before, but the cumulative delta at its close misses
/// its own highest of the 20 closes before by at least 2.5 % of the volume of those 20 bars. Points against the extreme; strength =
/// min(1, gap/10 %). Mirrored at the low. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class DeltaDivergence : BarPattern
{
    private const double ShareMin = 0.025;
    private const double ShareFull = 0.10;

    internal override PatternKind Kind => PatternKind.DeltaDivergence;

    protected override bool IsWithSide => false;

    protected override double StrengthAt(in BarView bars)
    {
        if (!bars.HasBarsBefore || bars.High(0) <= bars.HighBefore())
            return 0;
        // Going back from this close, the cumulative delta at the close i bars ago is −(Δ of the i bars since).
        var (behind, gap) = (0L, long.MinValue);
        for (var i = 0; i < BarView.BarsBefore; i++)
        {
            behind -= bars.Delta(i);
            gap = Math.Max(gap, behind);
        }

        var share = gap / (double)bars.VolumeBefore();
        return share >= ShareMin ? Math.Min(1, share / ShareFull) : 0;
    }
}
