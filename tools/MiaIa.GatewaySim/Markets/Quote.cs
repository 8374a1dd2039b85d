namespace MiaIa.GatewaySim.Markets;

/// <summary>What a line shows; null where the instrument has no such value.</summary>
internal readonly record struct Quote
{
    public double? Bid { get; init; }

    public double? Ask { get; init; }

    public double? Last { get; init; }

    public double? Close { get; init; }

    public double? High { get; init; }

    public double? Low { get; init; }

    public decimal? BidSize { get; init; }

    public decimal? AskSize { get; init; }

    public decimal? LastSize { get; init; }

    public decimal? Volume { get; init; }
}
