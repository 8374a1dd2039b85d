using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

internal enum PaperStepKind
{
    Trade,
    Book,
    LoseBook,
    Enter,
    Cancel,
    Flatten,
}

/// <summary>One made-up thing that happens to a paper broker.</summary>
internal sealed record PaperStep(PaperStepKind Kind)
{
    /// <summary>Trade: ticks. Enter: the limit, 0 = at the market.</summary>
    public int Price { get; init; }

    public int Lots { get; init; }

    /// <summary>Trade: its aggressor bought. Enter: long.</summary>
    public bool IsBuy { get; init; }

    public PrintGroup Group { get; init; }

    public Level[] Bids { get; init; } = [];

    public Level[] Asks { get; init; } = [];

    /// <summary>Enter, cancel, flatten.</summary>
    public ulong Id { get; init; }

    public int StopTicks { get; init; }

    public int TargetTicks { get; init; }

    /// <summary>Reflected about a price: sides and directions swap.</summary>
    public PaperStep Mirrored(int about) =>
        this with
        {
            Price = Price == 0 ? 0 : (2 * about) - Price,
            IsBuy = !IsBuy,
            Bids = [.. Asks.Select(level => level with { Price = (2 * about) - level.Price })],
            Asks = [.. Bids.Select(level => level with { Price = (2 * about) - level.Price })],
        };

    public static PaperStep Trade(int price, int lots, bool isBuy, PrintGroup group = PrintGroup.None) =>
        new(PaperStepKind.Trade)
        {
            Price = price,
            Lots = lots,
            IsBuy = isBuy,
            Group = group,
        };

    public static PaperStep Book(Level[] bids, Level[] asks) => new(PaperStepKind.Book) { Bids = bids, Asks = asks };

    public static PaperStep Enter(ulong id, int lots, bool isLong, int limit = 0, int stopTicks = 8, int targetTicks = 16) =>
        new(PaperStepKind.Enter)
        {
            Id = id,
            Lots = lots,
            IsBuy = isLong,
            Price = limit,
            StopTicks = stopTicks,
            TargetTicks = targetTicks,
        };

    public static PaperStep Cancel(ulong id) => new(PaperStepKind.Cancel) { Id = id };

    public static PaperStep Flatten(ulong id) => new(PaperStepKind.Flatten) { Id = id };

    public static PaperStep Lose() => new(PaperStepKind.LoseBook);
}
