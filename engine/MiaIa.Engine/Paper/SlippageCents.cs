namespace MiaIa.Engine.Paper;

/// <summary>
/// A sum of money in three scenarios: every lot that left at the market (stop, flatten) left 0, 1 or 2 ticks worse than on paper. The entry
/// needs no scenario: stop and target are laid from its fill, so that a worse entry moves them along.
/// </summary>
/// <param name="Zero">Cents, as filled on paper.</param>
/// <param name="One">Cents, one tick worse.</param>
/// <param name="Two">Cents, two ticks worse.</param>
public readonly record struct SlippageCents(long Zero, long One, long Two)
{
    /// <summary>Scenarios: 0, 1 and 2 ticks.</summary>
    public const int Count = 3;

    /// <summary>The sum at 0, 1 or 2 ticks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such scenario.</exception>
    public long this[int ticks] =>
        ticks switch
        {
            0 => Zero,
            1 => One,
            2 => Two,
            _ => throw new ArgumentOutOfRangeException(nameof(ticks), ticks, "there are scenarios of 0, 1 and 2 ticks"),
        };

    /// <summary>Scenario by scenario.</summary>
    public static SlippageCents operator +(SlippageCents left, SlippageCents right) =>
        new(left.Zero + right.Zero, left.One + right.One, left.Two + right.Two);
}
