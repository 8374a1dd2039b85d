using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>A new implied volatility of a contract.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="Annual">As a fraction; 0 = withdrawn.</param>
/// <param name="At">When it was observed.</param>
public readonly record struct VolatilityChange(int Contract, double Annual, UnixNanos At);
