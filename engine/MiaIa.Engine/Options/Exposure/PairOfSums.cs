namespace MiaIa.Engine.Options;

/// <summary>Net and gross sums at two places.</summary>
internal readonly record struct PairOfSums(double Net0, double Gross0, double Net1, double Gross1);
