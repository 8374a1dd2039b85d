namespace MiaIa.Engine.Market;

/// <summary>
/// A bar made from trades: [start, start + 60 s), or of 5, 15 or 60 minutes where it comes from a timeframe. Prices are in
/// ticks, volumes in contracts.
/// </summary>
internal struct MinuteBar
{
    internal long StartMillis;
    internal int Open;
    internal int High;
    internal int Low;
    internal int Close;
    internal long BuyVolume;
    internal long SellVolume;

    /// <summary>Contracts traded.</summary>
    internal readonly long Volume => BuyVolume + SellVolume;

    /// <summary>Ask volume − bid volume.</summary>
    internal readonly long Delta => BuyVolume - SellVolume;

    /// <summary>High − low, ≥ 0.</summary>
    internal readonly int RangeTicks => High - Low;
}
