namespace MiaIa.Reports.Statistics;

/// <summary>A figure with its sample and its interval at 95 %.</summary>
/// <param name="Value">Null when it cannot be told from the sample.</param>
/// <param name="Count">The sample's size.</param>
/// <param name="Low">The interval's lower end; null when it cannot be told.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Method">How the interval is made.</param>
public sealed record Estimate(double? Value, long Count, double? Low, double? High, string Method);
