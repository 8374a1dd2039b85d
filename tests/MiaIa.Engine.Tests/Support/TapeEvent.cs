namespace MiaIa.Engine.Tests.Support;

/// <summary>A level of a made-up book.</summary>
internal readonly record struct Level(int Price, int Lots);

/// <summary>One made-up event: a trade when it has lots, a book when it has sides, else a heartbeat.</summary>
internal sealed record TapeEvent(long Millis, int Price = 0, int Lots = 0, bool IsBuy = false, Level[]? Bids = null, Level[]? Asks = null)
{
    public bool IsTrade => Lots > 0;

    public bool IsBook => Bids is not null;

    /// <summary>Reflected about a price: sides and directions swap.</summary>
    public TapeEvent Mirrored(int about) =>
        this with
        {
            Price = IsTrade ? (2 * about) - Price : 0,
            IsBuy = !IsBuy,
            Bids = Asks is null ? null : [.. Asks.Select(level => level with { Price = (2 * about) - level.Price })],
            Asks = Bids is null ? null : [.. Bids.Select(level => level with { Price = (2 * about) - level.Price })],
        };
}
