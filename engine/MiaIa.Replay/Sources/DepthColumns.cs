using System.Runtime.InteropServices;
using MiaIa.Engine.Market;

namespace MiaIa.Replay.Sources;

/// <summary>One side of a depth file's book by columns: room for what is read next, and what is shown.</summary>
internal sealed class DepthColumns
{
    private int[] _prices = new int[BookColumns.Places];
    private uint[] _lots = new uint[BookColumns.Places];
    private uint[] _orders = new uint[BookColumns.Places];
    private int[] _shownPrices = new int[BookColumns.Places];
    private uint[] _shownLots = new uint[BookColumns.Places];
    private uint[] _shownOrders = new uint[BookColumns.Places];
    private int _count;

    /// <summary>Room for the next levels' prices.</summary>
    internal Span<int> Prices => _prices.AsSpan(0, BookSnapshot.LevelsMax);

    internal Span<uint> Lots => _lots.AsSpan(0, BookSnapshot.LevelsMax);

    internal Span<uint> Orders => _orders.AsSpan(0, BookSnapshot.LevelsMax);

    /// <summary>What is shown.</summary>
    internal BookColumns Shown =>
        new(_shownPrices, MemoryMarshal.Cast<uint, int>(_shownLots), MemoryMarshal.Cast<uint, int>(_shownOrders), _count);

    /// <summary>Shows the levels that were just read. False when they are those that are shown.</summary>
    internal bool TryTake(int count)
    {
        // Sizes above what the core accepts exist only in damaged files; there the largest accepted one stands.
        for (var i = 0; i < count; i++)
            _lots[i] = Math.Min(_lots[i], Contracts.MaxValue);
        if (count == _count && Same(_prices, _shownPrices) && Same(_lots, _shownLots) && Same(_orders, _shownOrders))
            return false;
        _count = count;
        (_prices, _shownPrices) = (_shownPrices, _prices);
        (_lots, _shownLots) = (_shownLots, _lots);
        (_orders, _shownOrders) = (_shownOrders, _orders);
        return true;
    }

    private bool Same<T>(T[] read, T[] shown)
        where T : IEquatable<T> => read.AsSpan(0, _count).SequenceEqual(shown.AsSpan(0, _count));
}
