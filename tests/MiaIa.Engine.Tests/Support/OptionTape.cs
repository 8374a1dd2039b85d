using MiaIa.Engine.Market;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>One made-up event beside options: a trade, a book, an index value, or contracts with new values.</summary>
internal sealed record OptionTapeEvent(long Millis)
{
    public int Price { get; init; }

    /// <summary>Best bid and ask, in ticks.</summary>
    public (int Bid, int Ask)? Book { get; init; }

    public (IndexSymbol Index, double Points)? Print { get; init; }

    /// <summary>The changed contracts, whole.</summary>
    public IReadOnlyList<NaiveContract>? Contracts { get; init; }
}
