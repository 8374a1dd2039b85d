using System.Runtime.InteropServices;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>
/// What the newest executions said, so that one that comes again under a known id with another content is not passed over as the same. It is of
/// this chain alone: of the executions of the days before only the ids are carried, and Sierra's side shows none of them again.
/// </summary>
internal sealed class ToldFills
{
    // Twice what a snapshot holds.
    private const int Capacity = 512;

    private readonly Dictionary<ulong, Told> _told = new(Capacity + 1);
    private readonly Queue<ulong> _inOrder = new(Capacity + 1);
    private readonly List<Fill> _ofNobody = [];

    /// <summary>Of the remembered ones those that are of no order of ours.</summary>
    internal ReadOnlySpan<Fill> OfNobody => CollectionsMarshal.AsSpan(_ofNobody);

    /// <summary>Remembers an execution that is new.</summary>
    internal void Add(in Fill fill)
    {
        if (!_told.TryAdd(fill.Key, new Told(fill, fill)))
            return;
        _inOrder.Enqueue(fill.Key);
        if (fill.OrderId == 0)
            _ofNobody.Add(fill);
        if (_inOrder.Count <= Capacity)
            return;
        var oldest = _inOrder.Dequeue();
        _told.Remove(oldest);
        Disown(oldest);
    }

    /// <summary>One that was nobody's is ours from now on.</summary>
    internal void Owned(in Fill fill)
    {
        Disown(fill.Key);
        if (_told.TryGetValue(fill.Key, out var told))
            _told[fill.Key] = told with { Counted = fill };
    }

    /// <summary>
    /// What was told before and now, in words, when they differ; null when they do not, or when the first is no longer known. Each content is a
    /// difference once: Sierra's side shows all of its executions again and again.
    /// </summary>
    internal string? DifferenceOf(in Fill again)
    {
        if (!_told.TryGetValue(again.Key, out var told) || IsSame(told.Counted, again) || IsSame(told.Other, again))
            return null;
        _told[again.Key] = told with { Other = again };
        return $"fill {again.Key} was told as {Words(told.Counted)}, and now as {Words(again)}: the first one counts";
    }

    // Whose order it is may be learned later; of two orders that are known it is of one.
    internal static bool IsSame(in Fill left, in Fill right) =>
        left.Direction == right.Direction
        && left.Lots == right.Lots
        && left.Price == right.Price
        && (left.OrderId == right.OrderId || left.OrderId == 0 || right.OrderId == 0);

    private void Disown(ulong key)
    {
        var at = _ofNobody.FindIndex(fill => fill.Key == key);
        if (at >= 0)
            _ofNobody.RemoveAt(at);
    }

    private static string Words(in Fill fill) =>
        $"{(fill.Direction == Direction.Long ? "bought" : "sold")} {fill.Lots.Value} at {fill.Price.Value} ticks by order {fill.OrderId}";

    private readonly record struct Told(Fill Counted, Fill Other);
}
