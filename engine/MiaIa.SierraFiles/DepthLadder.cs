namespace MiaIa.SierraFiles;

/// <summary>
/// The book that a <c>.depth</c> file describes, for reading whole days at full speed: it means what <see cref="DepthBook"/> means,
/// but finds a level by its price instead of searching for it. Each side takes six bytes a tick up to the highest price seen.
/// Look at it only when <see cref="Apply"/> has answered true.
/// </summary>
public sealed class DepthLadder(PriceScale scale)
{
    private readonly LadderSide _bids = new(isBid: true);
    private readonly LadderSide _asks = new(isBid: false);

    /// <summary>How prices become ticks from here on; the levels that stand are in ticks already.</summary>
    public PriceScale Scale { get; set; } = scale;

    /// <summary>Batches ended so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Records whose command number has no meaning.</summary>
    public long UnknownCommands { get; private set; }

    /// <summary>Records with a price that is NaN, zero, negative, off tick or above every price of the instrument.</summary>
    public long RefusedPrices { get; private set; }

    /// <summary>Deletions of a level that was not there.</summary>
    public long MissingLevels { get; private set; }

    /// <summary>Whether a bid among the best that were copied last, or one that would be, has changed since.</summary>
    public bool HasBestBidsChanged => _bids.HasBestChanged;

    /// <summary>The same of the asks.</summary>
    public bool HasBestAsksChanged => _asks.HasBestChanged;

    /// <summary>Applies one record.</summary>
    /// <returns>True when it ends a batch: the book is whole.</returns>
    public bool Apply(in DepthRecord record)
    {
        switch (record.Command)
        {
            case DepthCommand.AddBid or DepthCommand.ModifyBid or DepthCommand.DeleteBid:
                Change(_bids, record, record.Command == DepthCommand.DeleteBid);
                break;
            case DepthCommand.AddAsk or DepthCommand.ModifyAsk or DepthCommand.DeleteAsk:
                Change(_asks, record, record.Command == DepthCommand.DeleteAsk);
                break;
            case DepthCommand.None:
                break;
            case DepthCommand.ClearBook:
                _bids.Clear();
                _asks.Clear();
                break;
            default:
                UnknownCommands++;
                break;
        }

        if (record.EndsBatch)
            Batches++;
        return record.EndsBatch;
    }

    /// <summary>Copies the best bids into columns of one length, highest first.</summary>
    /// <returns>How many there were room and levels for; what is behind them stays.</returns>
    public int BestBids(Span<int> priceTicks, Span<uint> lots, Span<uint> orders) => _bids.Best(priceTicks, lots, orders);

    /// <summary>Copies the best asks into columns of one length, lowest first.</summary>
    /// <returns>How many there were room and levels for; what is behind them stays.</returns>
    public int BestAsks(Span<int> priceTicks, Span<uint> lots, Span<uint> orders) => _asks.Best(priceTicks, lots, orders);

    private void Change(LadderSide side, in DepthRecord record, bool delete)
    {
        if (!Scale.TryLevel(record.Price, out var ticks) || ticks > LadderSide.TicksMax)
            RefusedPrices++;
        else if (!delete && record.Quantity > 0)
            side.Set(ticks, record.Quantity, record.NumOrders);
        else if (!side.Remove(ticks))
            MissingLevels++;
    }
}
