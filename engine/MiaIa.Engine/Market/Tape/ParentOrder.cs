namespace MiaIa.Engine.Market;

/// <summary>
/// An order as its fills show it: a FIRST … LAST group of sub-trades, or one record on its own. The default: none yet.
/// </summary>
/// <param name="StartMillis">Market time of the first fill, in Unix milliseconds.</param>
/// <param name="IsBuy">Whether it crossed the spread upwards, by its first fill.</param>
/// <param name="FirstPrice">Price of the first fill.</param>
/// <param name="LastPrice">Price of the newest fill.</param>
/// <param name="Lots">Contracts so far.</param>
/// <param name="Records">Fills so far.</param>
/// <param name="IsOpen">Its LAST has not come yet.</param>
public readonly record struct ParentOrder(
    long StartMillis,
    bool IsBuy,
    PriceTicks FirstPrice,
    PriceTicks LastPrice,
    long Lots,
    int Records,
    bool IsOpen
);
