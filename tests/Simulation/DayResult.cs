namespace Simulation;

/// <summary>What became of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">Over fills, decisions and every byte of the journals.</param>
/// <param name="Fills">Executions that Sierra was told of.</param>
/// <param name="PartialFills">Executions that left some of their order open.</param>
/// <param name="Intents">Entries that the engine decided.</param>
/// <param name="VirtualSeconds">How long it was.</param>
internal sealed record DayResult(ulong Seed, ulong Hash, int Fills, int PartialFills, int Intents, long VirtualSeconds);
