namespace MiaIa.CboeFiles;

/// <summary>One contract's values in a row; 0 stands for "none" in bids, asks and volatilities, and for one that could not be read.</summary>
/// <param name="Bid">Points, ≥ 0.</param>
/// <param name="Ask">Points, ≥ 0.</param>
/// <param name="VolumeLots">Today's volume.</param>
/// <param name="Volatility">Annual, as a fraction, ≥ 0.</param>
/// <param name="OpenInterestLots">Open interest of the evening before; −1 = not known.</param>
internal readonly record struct CboeSide(double Bid, double Ask, int VolumeLots, double Volatility, int OpenInterestLots)
{
    /// <summary>Stands for an open interest that could not be read.</summary>
    public const int Unknown = -1;

    /// <summary>A contract of which nothing is said.</summary>
    public static CboeSide None { get; } = new(0, 0, 0, 0, Unknown);
}
