namespace MiaIa.Ibkr.Messages;

/// <summary>A price, and often the size that belongs to it.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">Which price.</param>
/// <param name="Price">In index points or dollars; null when there is no quote (−1 on the wire).</param>
/// <param name="Size">Contracts or shares; null when the message carries none, as on indexes.</param>
/// <param name="Attributes">What else is known about the price.</param>
public readonly record struct TickPrice(int RequestId, TickType Type, double? Price, decimal? Size, TickAttributes Attributes)
{
    /// <summary>Which size <see cref="Size"/> is; null when this kind of price has none.</summary>
    public TickType? SizeType =>
        Type switch
        {
            TickType.Bid => TickType.BidSize,
            TickType.Ask => TickType.AskSize,
            TickType.Last => TickType.LastSize,
            TickType.DelayedBid => TickType.DelayedBidSize,
            TickType.DelayedAsk => TickType.DelayedAskSize,
            TickType.DelayedLast => TickType.DelayedLastSize,
            _ => null,
        };
}
