namespace MiaIa.Engine.Market;

/// <summary>A price in ticks of its instrument (ES: 0.25 point each). The default, 0, means "no price".</summary>
public readonly record struct PriceTicks : IComparable<PriceTicks>
{
    /// <summary>The highest price that is accepted; with it the squares of distances stay far from overflow.</summary>
    public const int MaxValue = 10_000_000;

    private PriceTicks(int value) => Value = value;

    /// <summary>Ticks, 1 … <see cref="MaxValue"/>; 0 = no price.</summary>
    public int Value { get; }

    /// <summary>Whether there is a price.</summary>
    public bool IsKnown => Value != 0;

    /// <summary>Wraps ticks that are known to be in range, 0 included; they are not checked.</summary>
    public static PriceTicks Trusted(int ticks) => new(ticks);

    /// <inheritdoc/>
    public int CompareTo(PriceTicks other) => Value.CompareTo(other.Value);

    /// <summary>Ticks from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static int operator -(PriceTicks left, PriceTicks right) => left.Value - right.Value;

    /// <summary>Whether the left price is lower.</summary>
    public static bool operator <(PriceTicks left, PriceTicks right) => left.Value < right.Value;

    /// <summary>Whether the left price is higher.</summary>
    public static bool operator >(PriceTicks left, PriceTicks right) => left.Value > right.Value;

    /// <summary>Whether the left price is not higher.</summary>
    public static bool operator <=(PriceTicks left, PriceTicks right) => left.Value <= right.Value;

    /// <summary>Whether the left price is not lower.</summary>
    public static bool operator >=(PriceTicks left, PriceTicks right) => left.Value >= right.Value;
}
