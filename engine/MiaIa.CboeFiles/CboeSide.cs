namespace MiaIa.CboeFiles;

/// <summary>One contract's values in a row, as printed; 0 stands for "none" in bids, asks and volatilities.</summary>
/// <param name="Bid">Points, ≥ 0.</param>
/// <param name="Ask">Points, ≥ 0.</param>
/// <param name="VolumeLots">Today's volume.</param>
/// <param name="Volatility">Annual, as a fraction, ≥ 0.</param>
/// <param name="OpenInterestLots">Open interest of the evening before.</param>
internal readonly record struct CboeSide(double Bid, double Ask, int VolumeLots, double Volatility, int OpenInterestLots);
