namespace MiaIa.Engine.Market;

/// <summary>A volume-weighted average price with its volume-weighted standard deviation; the bands lie whole deviations from it.</summary>
/// <param name="Ticks">The average, in ticks.</param>
/// <param name="DeviationTicks">One standard deviation, in ticks, ≥ 0.</param>
public readonly record struct VwapLevel(double Ticks, double DeviationTicks);
