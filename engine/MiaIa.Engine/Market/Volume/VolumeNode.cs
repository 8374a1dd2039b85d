namespace MiaIa.Engine.Market;

/// <summary>A high or low volume node of a profile.</summary>
/// <param name="Price">Its row.</param>
/// <param name="Lots">Contracts traded there, ≥ 0.</param>
/// <param name="IsHigh">A high volume node; else a low one.</param>
public readonly record struct VolumeNode(PriceTicks Price, long Lots, bool IsHigh);
