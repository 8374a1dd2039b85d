namespace MiaIa.Engine.Patterns;

/// <summary>
/// stacked_imbalance: at least three adjacent rows of a bar with a diagonal imbalance of buyers: n = the most of them in a row.
/// Points up; strength = min(1, n/5). Mirrored for sellers. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class StackedImbalance : BarPattern
{
    private const int RowsMin = 3;
    private const double RowsFull = 5;

    internal override PatternKind Kind => PatternKind.StackedImbalance;

    protected override bool IsWithSide => true;

    protected override double StrengthAt(in BarView bars)
    {
        var rows = bars.Whole > 0 ? bars.Stack : 0;
        return rows >= RowsMin ? Math.Min(1, rows / RowsFull) : 0;
    }
}
