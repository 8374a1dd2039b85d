using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>A new open interest, or today's volume, of a contract.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="Lots">Contracts, ≥ 0.</param>
/// <param name="At">When it was observed.</param>
public readonly record struct LotsChange(int Contract, int Lots, UnixNanos At);
