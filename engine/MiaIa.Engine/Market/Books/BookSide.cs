using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Market;

/// <summary>
/// One side of a book, kept by columns: the wire brings them so, features read one of them, and whole vectors are judged and copied at
/// once. Prices fall from level to level on the bid side and rise on the ask side.
/// </summary>
internal struct BookSide
{
    private const int Lanes = 8;

    private Column _prices;
    private Column _lots;
    private Column _orders;

    /// <summary>Levels, 0 … 10.</summary>
    internal int Count { get; set; }

    /// <summary>Contracts at each level.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<int> Lots => ((ReadOnlySpan<int>)_lots)[..Count];

    /// <summary>The best level; the default when there is none.</summary>
    internal readonly BookLevel Best => Count == 0 ? default : At(0);

    internal readonly BookLevel this[int i]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Count);
            return At(i);
        }
    }

    /// <summary>Adds the next level. False when it does not follow the one before, is empty, or the side is full.</summary>
    internal bool TryAdd(BookLevel level, bool isBid)
    {
        var price = level.Price.Value;
        if (
            level.Lots.Value == 0
            || price == 0
            || Count == BookSnapshot.LevelsMax
            || (Count > 0 && !Follows(price, _prices[Count - 1], isBid))
        )
        {
            return false;
        }

        _prices[Count] = price;
        _lots[Count] = level.Lots.Value;
        _orders[Count] = level.Orders;
        Count++;
        return true;
    }

    /// <summary>Takes columns. False, and the side is empty, when a level breaks a rule or a number its bounds.</summary>
    internal bool TryTake(BookColumns columns, bool isBid)
    {
        Count = 0;
        if (
            columns.Count is < 0 or > BookSnapshot.LevelsMax
            || !(columns.Prices.IsEmpty ? TryRow(columns, isBid) : TryPrices(columns, isBid))
        )
        {
            return false;
        }

        ref var lots = ref MemoryMarshal.GetReference(columns.Lots);
        ref var orders = ref MemoryMarshal.GetReference(columns.Orders);
        var (l0, l1) = (Vector256.LoadUnsafe(ref lots), Vector256.LoadUnsafe(ref lots, Lanes));
        var (o0, o1) = (Vector256.LoadUnsafe(ref orders), Vector256.LoadUnsafe(ref orders, Lanes));
        var levels = (1u << columns.Count) - 1;
        var sized = Mask(
            Within(l0, 1, Contracts.MaxValue) & Within(o0, 0, Contracts.MaxValue),
            Within(l1, 1, Contracts.MaxValue) & Within(o1, 0, Contracts.MaxValue)
        );
        if ((sized & levels) != levels)
            return false;
        Store(l0, l1, ref _lots);
        Store(o0, o1, ref _orders);
        Count = columns.Count;
        return true;
    }

    // Each price one tick behind the one before.
    private bool TryRow(BookColumns columns, bool isBid)
    {
        var step = isBid ? -1 : 1;
        var last = (long)columns.Best + (step * (columns.Count - 1));
        if (columns.Count > 0 && !(IsPrice(columns.Best) && last is >= 1 and <= PriceTicks.MaxValue))
            return false;
        var first = Vector256.Create(columns.Best);
        var ticks = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        var (near, far) = (ticks, ticks + Vector256.Create(Lanes));
        Store(isBid ? first - near : first + near, isBid ? first - far : first + far, ref _prices);
        return true;
    }

    // Strictly falling or rising, so that the first and the last price speak for all.
    private bool TryPrices(BookColumns columns, bool isBid)
    {
        ref var prices = ref MemoryMarshal.GetReference(columns.Prices);
        var (p0, p1) = (Vector256.LoadUnsafe(ref prices), Vector256.LoadUnsafe(ref prices, Lanes));
        var pairs = ((1u << columns.Count) - 1) >> 1;
        var inOrder = Mask(Vector256.GreaterThan(p0, Shifted(p0, p1[0])), Vector256.GreaterThan(p1, Shifted(p1, 0)));
        if (!isBid)
            inOrder = Mask(Vector256.LessThan(p0, Shifted(p0, p1[0])), Vector256.LessThan(p1, Shifted(p1, 0)));
        if ((inOrder & pairs) != pairs || (columns.Count > 0 && !(IsPrice(prices) && IsPrice(Unsafe.Add(ref prices, columns.Count - 1)))))
            return false;
        Store(p0, p1, ref _prices);
        return true;
    }

    private readonly BookLevel At(int i) => new(PriceTicks.Trusted(_prices[i]), Contracts.Trusted(_lots[i]), _orders[i]);

    private static bool Follows(int price, int before, bool isBid) => isBid ? price < before : price > before;

    private static bool IsPrice(int ticks) => ticks is >= 1 and <= PriceTicks.MaxValue;

    // Each number's successor: lane i holds number i + 1.
    private static Vector256<int> Shifted(Vector256<int> numbers, int next) =>
        Vector256.Shuffle(numbers, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 7)).WithElement(Lanes - 1, next);

    private static Vector256<int> Within(Vector256<int> numbers, int least, int most) =>
        Vector256.LessThanOrEqual((numbers - Vector256.Create(least)).AsUInt32(), Vector256.Create((uint)(most - least))).AsInt32();

    private static uint Mask(Vector256<int> low, Vector256<int> high) =>
        low.ExtractMostSignificantBits() | (high.ExtractMostSignificantBits() << Lanes);

    private static void Store(Vector256<int> low, Vector256<int> high, ref Column column)
    {
        ref var first = ref column[0];
        low.StoreUnsafe(ref first);
        high.StoreUnsafe(ref first, Lanes);
    }

    [InlineArray(BookColumns.Places)]
    private struct Column
    {
        private int _first;
    }
}
