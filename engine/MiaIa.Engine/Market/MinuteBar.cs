namespace MiaIa.Engine.Market;

/// <summary>A 1-minute bar made from trades: [start, start + 60 s). Prices are in ticks, volumes in contracts.</summary>
internal struct MinuteBar
{
    internal long StartMillis;
    internal int Open;
    internal int High;
    internal int Low;
    internal int Close;
    internal long BuyVolume;
    internal long SellVolume;
}
