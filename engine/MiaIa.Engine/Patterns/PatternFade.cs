namespace MiaIa.Engine.Patterns;

/// <summary>How much a pattern counts, and how fast it fades.</summary>
/// <param name="Weight">Its part of sierra_pattern_strength when it is new and of strength 1, 0 … 1.</param>
/// <param name="HalfLifeBars">Closed 1-minute bars after which it counts half, 1 … 240.</param>
public readonly record struct PatternFade(double Weight, int HalfLifeBars);
