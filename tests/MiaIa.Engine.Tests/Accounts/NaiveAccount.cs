using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Accounts;

/// <summary>The account once more, slowly: every contract on its own, money in decimal dollars, all from a list of fills.</summary>
internal sealed class NaiveAccount
{
    private readonly List<(int Slot, Fill Fill)> _fills = [];

    public void Take(int slot, Fill fill) => _fills.Add((slot, fill));

    public int Lots(int slot) => _fills.Where(f => f.Slot == slot).Sum(f => f.Fill.SignedLots);

    /// <summary>Dollars after fees of everything that was closed.</summary>
    public decimal Realized(Func<int, decimal> tickValue, Func<int, decimal> fee) =>
        _fills.Sum(f => -fee(f.Slot) * f.Fill.Lots.Value)
        + Slots().Sum(slot => Closed(slot).Sum(pair => (pair.Sold - pair.Bought) * tickValue(slot)));

    /// <summary>Prices of the contracts that are open.</summary>
    public IReadOnlyList<int> Open(int slot)
    {
        var open = new List<int>();
        var sign = 0;
        foreach (var unit in Units(slot))
        {
            if (open.Count > 0 && Math.Sign(unit) != sign)
                open.RemoveAt(0);
            else
                (sign, _) = (Math.Sign(unit), Add(open, Math.Abs(unit)));
        }

        return open;
    }

    /// <summary>How often a position began from flat, a turn included.</summary>
    public int Opened() => Slots().Sum(Opened);

    private int Opened(int slot)
    {
        var (opened, lots) = (0, 0);
        foreach (var unit in Units(slot))
        {
            opened += lots == 0 ? 1 : 0;
            lots += Math.Sign(unit);
        }

        return opened;
    }

    private IEnumerable<(int Bought, int Sold)> Closed(int slot)
    {
        var open = new Queue<int>();
        foreach (var unit in Units(slot))
        {
            if (open.Count == 0 || Math.Sign(open.Peek()) == Math.Sign(unit))
                open.Enqueue(unit);
            else if (unit > 0)
                yield return (unit, -open.Dequeue());
            else
                yield return (open.Dequeue(), -unit);
        }
    }

    // One contract each: its price, negative when it was sold.
    private IEnumerable<int> Units(int slot) =>
        from f in _fills
        where f.Slot == slot
        from _ in Enumerable.Range(0, f.Fill.Lots.Value)
        select f.Fill.Direction == Direction.Short ? -f.Fill.Price.Value : f.Fill.Price.Value;

    private IEnumerable<int> Slots() => _fills.Select(f => f.Slot).Distinct();

    private static bool Add(List<int> open, int price)
    {
        open.Add(price);
        return true;
    }
}
