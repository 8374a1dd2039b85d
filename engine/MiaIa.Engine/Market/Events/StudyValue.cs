namespace MiaIa.Engine.Market;

/// <summary>The last value of a subgraph that the trader mapped to a name.</summary>
/// <param name="Name">1 to 64 characters.</param>
/// <param name="Value">Finite, in whatever unit the subgraph has.</param>
/// <param name="At">Market time at which the study saw it.</param>
public readonly record struct StudyValue(string Name, double Value, UnixNanos At);
