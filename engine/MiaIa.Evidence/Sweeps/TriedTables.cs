namespace MiaIa.Evidence.Sweeps;

/// <summary>What every set did on every day, from which all of a sweep's figures are made.</summary>
/// <param name="All">All sets.</param>
/// <param name="Sets">Their numbers, row by row.</param>
/// <param name="Played">The best ones at every change; null where all were played so.</param>
/// <param name="PlayedSets">The numbers of those, row by row.</param>
internal sealed record TriedTables(SweepTable All, IReadOnlyList<int> Sets, SweepTable? Played, IReadOnlyList<int> PlayedSets);
