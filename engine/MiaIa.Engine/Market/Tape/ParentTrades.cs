namespace MiaIa.Engine.Market;

/// <summary>
/// Puts parent trades together again: the exchange unbundles an order's fills into sub-trades from FIRST to LAST, which count
/// once; a record outside such a group counts on its own. A LAST without its FIRST (the tape began inside a group) counts once.
/// </summary>
internal sealed class ParentTrades
{
    private ParentOrder _newest;

    /// <summary>Parent trades so far, one that is open included.</summary>
    internal long Count { get; private set; }

    /// <summary>The parent trade that the newest record belongs to, as far as it has come.</summary>
    internal ref readonly ParentOrder Newest => ref _newest;

    internal void Add(long millis, int price, int lots, bool isBuy, PrintGroup group)
    {
        var at = PriceTicks.Trusted(price);
        if (group == PrintGroup.First || !_newest.IsOpen)
        {
            Count++;
            _newest = new ParentOrder(millis, isBuy, at, at, lots, 1, IsOpen: group == PrintGroup.First);
            return;
        }

        _newest = _newest with
        {
            LastPrice = at,
            Lots = _newest.Lots + lots,
            Records = _newest.Records + 1,
            IsOpen = group != PrintGroup.Last,
        };
    }

    /// <summary>Records were lost: what comes next stands on its own.</summary>
    internal void Break() => _newest = _newest with { IsOpen = false };
}
