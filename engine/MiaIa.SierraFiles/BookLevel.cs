namespace MiaIa.SierraFiles;

/// <summary>One level of a book.</summary>
/// <param name="PriceTicks">Price in ticks.</param>
/// <param name="Lots">Contracts resting.</param>
/// <param name="Orders">Orders resting; 0 = not known.</param>
public readonly record struct BookLevel(int PriceTicks, uint Lots, ushort Orders);
