using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>A new quote of a contract.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="Bid">Points; 0 = nobody bids.</param>
/// <param name="Ask">Points; 0 = nobody offers.</param>
/// <param name="At">When it was observed, or last held.</param>
/// <param name="TableSpot">The index beside which it stood, by the table that it is of; NaN = the quote of a line.</param>
public readonly record struct QuoteChange(int Contract, double Bid, double Ask, UnixNanos At, double TableSpot = double.NaN);

/// <summary>A new implied volatility of a contract.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="Annual">As a fraction; 0 = withdrawn.</param>
/// <param name="At">When it was observed.</param>
public readonly record struct VolatilityChange(int Contract, double Annual, UnixNanos At);

/// <summary>A new open interest, or today's volume, of a contract.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="Lots">Contracts, ≥ 0.</param>
/// <param name="At">When it was observed.</param>
public readonly record struct LotsChange(int Contract, int Lots, UnixNanos At);
