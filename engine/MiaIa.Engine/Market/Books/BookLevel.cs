namespace MiaIa.Engine.Market;

/// <summary>One price level of a side of the book.</summary>
/// <param name="Price">The price of the level.</param>
/// <param name="Lots">Contracts resting there.</param>
/// <param name="Orders">Orders resting there; 0 = not known.</param>
public readonly record struct BookLevel(PriceTicks Price, Contracts Lots, int Orders);
