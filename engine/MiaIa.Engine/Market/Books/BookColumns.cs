namespace MiaIa.Engine.Market;

/// <summary>One side of a book by columns, best level first: level i is (price, lots, orders) at index i.</summary>
public readonly ref struct BookColumns
{
    /// <summary>Places in each column, of which the first <see cref="Count"/> are levels: whole vectors are read.</summary>
    public const int Places = 16;

    /// <summary>Takes three columns as they are; <see cref="BookSnapshot.TryReplace"/> judges them.</summary>
    /// <param name="prices">Ticks, 16 places.</param>
    /// <param name="lots">Contracts, 16 places.</param>
    /// <param name="orders">Orders, 0 = not known, 16 places.</param>
    /// <param name="count">Levels.</param>
    public BookColumns(ReadOnlySpan<int> prices, ReadOnlySpan<int> lots, ReadOnlySpan<int> orders, int count)
        : this(0, lots, orders, count) => Prices = prices[..Places];

    /// <summary>Takes a side without holes: each level lies one tick behind the one before.</summary>
    /// <param name="best">The first level's price in ticks.</param>
    /// <param name="lots">Contracts, 16 places.</param>
    /// <param name="orders">Orders, 0 = not known, 16 places.</param>
    /// <param name="count">Levels.</param>
    public BookColumns(int best, ReadOnlySpan<int> lots, ReadOnlySpan<int> orders, int count)
    {
        Best = best;
        Lots = lots[..Places];
        Orders = orders[..Places];
        Count = count;
    }

    /// <summary>Ticks; empty for a side without holes.</summary>
    public ReadOnlySpan<int> Prices { get; }

    /// <summary>The first level's price in ticks, where there are no <see cref="Prices"/>.</summary>
    public int Best { get; }

    /// <summary>Contracts resting there.</summary>
    public ReadOnlySpan<int> Lots { get; }

    /// <summary>Orders resting there; 0 = not known.</summary>
    public ReadOnlySpan<int> Orders { get; }

    /// <summary>Levels.</summary>
    public int Count { get; }
}
