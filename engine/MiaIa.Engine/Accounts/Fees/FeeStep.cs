namespace MiaIa.Engine.Accounts;

/// <summary>What a side costs from a trade date on.</summary>
/// <param name="From">The first trade date on which it holds.</param>
/// <param name="CentsPerSide">Commission, exchange and clearing of one contract bought or sold, ≥ 0.</param>
public readonly record struct FeeStep(DateOnly From, int CentsPerSide);
